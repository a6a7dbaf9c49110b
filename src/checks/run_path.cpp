#include "checks/checks.hpp"
#include "checks/facts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace package_audit::checks {

using namespace std::string_view_literals;

namespace {

// Where packages of the system put libraries, and what is relative to the program itself.
bool is_sound(std::string_view folder) {
  constexpr std::array k_sound{"/usr/"sv,     "/lib"sv,     "/opt/"sv,        "$ORIGIN"sv,
                               "${ORIGIN}"sv, "$LIB"sv,     "@loader_path"sv, "@executable_path"sv,
                               "@rpath"sv,    "/System/"sv, "/Library/"sv};
  return std::any_of(k_sound.begin(), k_sound.end(),
                     [&](std::string_view start) { return folder.starts_with(start); });
}

std::string judge(const Fact& fact) {
  const std::string& folder = fact.subject;
  if (is_sound(folder)) return {};
  if (folder.starts_with('/')) {
    return fmt::format("looks for libraries in {} ({})", folder, fact.detail);
  }
  return fmt::format("looks for libraries in the folder it is started from: \"{}\" ({})", folder,
                     fact.detail);
}

std::vector<Finding> run(const CheckInput& input) {
  return each_fact(input, FactKind::run_path, judge);
}

} // namespace

constexpr Check k_run_path{
    .id = "run-path",
    .summary = "program that looks for libraries where nobody installs them",
    .why = "Whoever can write to that folder has the program load what they like; a folder of the "
           "build machine tells how it is laid out.",
    .fix = "Set CMAKE_INSTALL_RPATH to a path that begins with $ORIGIN (@loader_path on macOS), "
           "and leave CMAKE_BUILD_WITH_INSTALL_RPATH and CMAKE_INSTALL_RPATH_USE_LINK_PATH off.",
    .default_severity = Severity::error,
    .run = run,
};

} // namespace package_audit::checks
