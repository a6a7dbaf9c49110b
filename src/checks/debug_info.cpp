#include "checks/checks.hpp"
#include "checks/facts.hpp"

#include <fmt/format.h>

namespace package_audit::checks {

namespace {

std::string judge(const Fact& fact) {
  return fact.count > 1 ? fmt::format("holds debug information: {} and {} more sections",
                                      fact.subject, fact.count - 1)
                        : fmt::format("holds debug information: {}", fact.subject);
}

std::vector<Finding> run(const CheckInput& input) {
  return each_fact(input, FactKind::debug_info, judge);
}

} // namespace

constexpr Check k_debug_info{
    .id = "debug-info",
    .summary = "debug information of a program",
    .why = "It holds the names of all functions, variables and source files, often the whole "
           "layout of the source tree, and lets anybody read the program like its source.",
    .fix = "Strip what is installed (cmake --install --strip, CPACK_STRIP_FILES), build release "
           "packages without -g, and ship debug information in a package of its own, for which a "
           "\"packages\" block of the policy sets this check to off.",
    .default_severity = Severity::error,
    .run = run,
};

} // namespace package_audit::checks
