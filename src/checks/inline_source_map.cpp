#include "checks/checks.hpp"
#include "checks/facts.hpp"

#include <fmt/format.h>

namespace package_audit::checks {

namespace {

std::string judge(const Fact& fact) {
  if (fact.subject != k_inline_map) return {};
  return fmt::format("holds a source map with source text in it: {}", fact.detail);
}

std::vector<Finding> run(const CheckInput& input) {
  return each_fact(input, FactKind::source_map, judge);
}

} // namespace

constexpr Check k_inline_source_map{
    .id = "inline-source-map",
    .summary = "source map with source text, inside a script or a style sheet",
    .why = "The map holds the original sources of the bundle, comments included. Whole products "
           "have been published this way.",
    .fix = "Switch inline source maps off in the bundler (devtool: false, --sourcemap=external) "
           "and keep the maps for your error tracker.",
    .default_severity = Severity::error,
    .run = run,
};

} // namespace package_audit::checks
