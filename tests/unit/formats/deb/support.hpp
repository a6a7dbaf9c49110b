#pragma once

#include "formats/readers.hpp"
#include "support/archive_scratch.hpp"
#include "support/deb_builder.hpp"

#include <optional>
#include <string>
#include <vector>

// Readings of Debian packages, for the tests in this directory.
namespace package_audit::formats::deb {

// The entries and notes of a package.
struct DebRead {
  support::Recorder recorder{};
  PackageNotes notes{};
};

inline DebRead read(const std::string& bytes) {
  support::MemorySource source(bytes);
  DebRead result;
  read_package(source, Limits{}, result.recorder, result.notes);
  return result;
}

inline std::optional<Anomaly> deb_fault(const std::string& bytes) {
  return support::fault_of([&] { read(bytes); });
}

inline std::optional<AnomalyKind> kind_of(const std::string& bytes) {
  const auto fault = deb_fault(bytes);
  if (!fault) return std::nullopt;
  return fault->kind;
}

inline const std::vector<support::Member>& payload() {
  static const std::vector<support::Member> members{
      support::folder("./"), support::folder("./usr"), {.name = "./usr/acme", .content = "x"}};
  return members;
}

inline support::DebRecipe with_control(std::vector<support::Member> members) {
  return {.payload = payload(), .control_members = std::move(members)};
}

// A package with md5sums of these lines.
inline support::DebRecipe with_sums(const std::vector<support::Member>& members,
                                    const std::string& lines, const std::string& conffiles = {}) {
  support::DebRecipe recipe{.payload = members,
                            .control_members = {{.name = "./md5sums", .content = lines}}};
  if (!conffiles.empty()) {
    recipe.control_members.push_back({.name = "./conffiles", .content = conffiles});
  }
  return recipe;
}

} // namespace package_audit::formats::deb
