#pragma once

#include "formats/readers.hpp"
#include "support/archive_scratch.hpp"
#include "support/rpm_builder.hpp"

#include <optional>
#include <string>
#include <vector>

// Readings of RPM packages, for the tests in this directory.
namespace package_audit::formats::rpm {

using Values = std::vector<support::RpmValue>;

inline support::Member with_mode(std::uint32_t mode, support::Member member) {
  member.mode = mode;
  return member;
}

inline const std::vector<support::Member>& payload() {
  static const std::vector<support::Member> members{
      support::folder("./usr/bin"),
      {.name = "./usr/bin/acme", .content = "content", .mode = 0755},
      with_mode(0755, support::hardlink("./usr/bin/acme2", "./usr/bin/acme")),
      with_mode(0755, support::hardlink("./usr/share/acme3", "./usr/bin/acme")),
      {.name = "./usr/share/empty"},
      support::symlink("./usr/bin/link", "../share/a-target-of-many-letters")};
  return members;
}

// The entries and notes of a package.
struct RpmRead {
  support::Recorder recorder{};
  PackageNotes notes{};
};

inline RpmRead read(const std::string& bytes, const Limits& limits = {}) {
  support::MemorySource source(bytes);
  RpmRead result;
  read_package(source, limits, result.recorder, result.notes);
  return result;
}

inline std::optional<Anomaly> rpm_fault(const std::string& bytes) {
  return support::fault_of([&] { read(bytes); });
}

inline std::optional<AnomalyKind> kind_of(const support::RpmRecipe& recipe) {
  const auto fault = rpm_fault(support::rpm_of(recipe));
  if (!fault) return std::nullopt;
  return fault->kind;
}

inline std::optional<AnomalyKind>
kind_with_header(const support::RpmRecipe::Change<Values>& change) {
  return kind_of({.payload = payload(), .header = change});
}

inline std::optional<AnomalyKind>
kind_with_signature(const support::RpmRecipe::Change<Values>& change) {
  return kind_of({.payload = payload(), .signature = change});
}

inline void remove(Values& values, std::uint32_t tag) {
  std::erase_if(values, [&](const support::RpmValue& value) { return value.tag == tag; });
}

} // namespace package_audit::formats::rpm
