#include "checks/checks.hpp"
#include "checks/facts.hpp"

#include <fmt/format.h>

namespace package_audit::checks {

namespace {

std::string judge(const Fact& fact) {
  return fact.detail.find_first_of("/\\") == std::string::npos
             ? std::string()
             : fmt::format("names where its debug information was: {}", fact.detail);
}

std::vector<Finding> run(const CheckInput& input) {
  return each_fact(input, FactKind::debug_reference, judge);
}

} // namespace

constexpr Check k_debug_reference{
    .id = "debug-reference",
    .summary = "path of the file that holds the debug information",
    .why = "The path tells how the build machine is laid out.",
    .fix = "Link with /PDBALTPATH:%_PDB% on Windows; strip debug maps on macOS.",
    .default_severity = Severity::note,
    .run = run,
};

} // namespace package_audit::checks
