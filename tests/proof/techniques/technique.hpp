#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace package_audit::proof {

// The required result for a package, whatever its allowlist.
enum class Required {
  ambiguous, // refused: other unpackers may see something else
  broken,    // refused: could not be read to its last byte
  limit,     // refused: reaches a limit
  empty,     // refused: holds nothing
  violation, // refused by the check that is named
  unlisted,  // accepted where the allowlist takes everything, refused where it is narrow
  reported,  // accepted, with a finding of the check that is named
  accepted   // sound, and without any finding
};

// One way to get something past an audit.
struct Technique {
  std::string_view id{};
  std::string_view trick{};
  Required required = Required::accepted;
  // The check that must find it; empty where what is required says which.
  std::string_view check{};
  std::string_view file{};
  // The package's bytes: the two members of a sound one, and nothing odd but the trick.
  std::string (*make)() = nullptr;
  // A policy that declares what is done here, under which it is accepted; empty if there is none.
  std::string_view declaration{};
};

// The entries of every sound package, which the narrow policy allows.
constexpr std::string_view k_program = "bin/acme";
constexpr std::string_view k_readme = "share/acme/readme";
constexpr std::string_view k_program_content = "the program";
constexpr std::string_view k_readme_content = "how to use it";

constexpr Technique refused(Required required, std::string_view id, std::string_view trick,
                            std::string_view file, std::string (*make)()) {
  return {.id = id, .trick = trick, .required = required, .check = {}, .file = file, .make = make};
}
constexpr Technique ambiguous(std::string_view id, std::string_view trick, std::string_view file,
                              std::string (*make)()) {
  return refused(Required::ambiguous, id, trick, file, make);
}
constexpr Technique broken(std::string_view id, std::string_view trick, std::string_view file,
                           std::string (*make)()) {
  return refused(Required::broken, id, trick, file, make);
}
constexpr Technique limit(std::string_view id, std::string_view trick, std::string_view file,
                          std::string (*make)()) {
  return refused(Required::limit, id, trick, file, make);
}
constexpr Technique violation(std::string_view check, std::string_view id, std::string_view trick,
                              std::string_view file, std::string (*make)(),
                              std::string_view declaration = {}) {
  return {.id = id,
          .trick = trick,
          .required = Required::violation,
          .check = check,
          .file = file,
          .make = make,
          .declaration = declaration};
}
constexpr Technique unlisted(std::string_view id, std::string_view trick, std::string_view file,
                             std::string (*make)(), std::string_view check = {}) {
  return {.id = id,
          .trick = trick,
          .required = Required::unlisted,
          .check = check,
          .file = file,
          .make = make};
}
constexpr Technique reported(std::string_view check, std::string_view id, std::string_view trick,
                             std::string_view file, std::string (*make)()) {
  return {.id = id,
          .trick = trick,
          .required = Required::reported,
          .check = check,
          .file = file,
          .make = make};
}
constexpr Technique sound(std::string_view id, std::string_view trick, std::string_view file,
                          std::string (*make)()) {
  return refused(Required::accepted, id, trick, file, make);
}

template <std::size_t... Sizes>
constexpr auto joined(const std::array<Technique, Sizes>&... lists) {
  std::array<Technique, (Sizes + ...)> all{};
  auto end = all.begin();
  ((end = std::copy(lists.begin(), lists.end(), end)), ...);
  return all;
}

// By format; the lists of one format may be several.
std::span<const Technique> zip_layout_techniques();
std::span<const Technique> zip_entry_techniques();
std::span<const Technique> tar_layout_techniques();
std::span<const Technique> tar_entry_techniques();
std::span<const Technique> tar_extension_techniques();
std::span<const Technique> wrapper_techniques();
std::span<const Technique> deb_techniques();
std::span<const Technique> rpm_techniques();
std::span<const Technique> seven_zip_techniques();
std::span<const Technique> stgz_techniques();
std::span<const Technique> polyglot_techniques();
std::span<const Technique> nested_techniques();
std::span<const Technique> name_techniques();

// The parts of a sound package, for techniques that wrap them or hide something in them.
std::string sound_zip();
std::string sound_tar();
// A sound tar but for what the readme is replaced with.
std::string tar_with(const std::string& records);

} // namespace package_audit::proof
