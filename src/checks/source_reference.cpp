#include "checks/checks.hpp"
#include "checks/facts.hpp"

#include <fmt/format.h>

namespace package_audit::checks {

namespace {

std::string judge(const Fact& fact) {
  return fmt::format("names a source: {}", fact.detail);
}

std::vector<Finding> run(const CheckInput& input) {
  return each_fact(input, FactKind::source_reference, judge);
}

} // namespace

constexpr Check k_source_reference{
    .id = "source-reference",
    .summary = "name of a source file or of the place where a source map is",
    .why = "It leads to the sources, or tells where they are kept.",
    .fix = "Have the bundler or the compiler write relative names, or none.",
    .default_severity = Severity::note,
    .run = run,
};

} // namespace package_audit::checks
