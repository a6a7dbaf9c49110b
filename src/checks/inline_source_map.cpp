#include "checks/checks.hpp"
#include "checks/facts.hpp"

namespace package_audit {

namespace {

std::vector<Finding> run(const CheckInput& input) {
  return find_signatures(input, k_inline_source_map.id);
}

} // namespace

constexpr Check k_inline_source_map{
    .id = "inline-source-map",
    .summary = "source map inside a script or a style sheet",
    .why = "The map holds, or leads to, the original sources of the bundle. Whole products have "
           "been published this way.",
    .fix = "Switch inline source maps off in the bundler (devtool: false, --sourcemap=external) "
           "and keep the maps for your error tracker.",
    .default_severity = Severity::error,
    .takes_signatures = true,
    .run = run,
};

} // namespace package_audit
