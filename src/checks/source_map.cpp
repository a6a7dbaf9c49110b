#include "checks/checks.hpp"
#include "checks/facts.hpp"

#include <fmt/format.h>

namespace package_audit::checks {

namespace {

std::string judge(const Fact& fact) {
  if (fact.subject == k_inline_map) return {};
  return fmt::format("is a source map with source text in it: {}", fact.detail);
}

std::vector<Finding> run(const CheckInput& input) {
  return each_fact(input, FactKind::source_map, judge);
}

} // namespace

constexpr Check k_source_map{
    .id = "source-map",
    .summary = "source map with source text in it",
    .why = "It holds the original sources of a bundle, comments included. Whole products have been "
           "published this way.",
    .fix = "Leave maps out of the package, or have the bundler write them without sourcesContent, "
           "and keep the full ones for your error tracker.",
    .default_severity = Severity::error,
    .run = run,
};

} // namespace package_audit::checks
