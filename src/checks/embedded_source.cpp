#include "checks/checks.hpp"
#include "checks/facts.hpp"

#include <fmt/format.h>

namespace package_audit::checks {

namespace {

std::string judge(const Fact& fact) {
  return fmt::format("holds the text of source files ({}), first of {}", fact.subject, fact.detail);
}

std::vector<Finding> run(const CheckInput& input) {
  return each_fact(input, FactKind::embedded_source, judge);
}

} // namespace

constexpr Check k_embedded_source{
    .id = "embedded-source",
    .summary = "source text inside debug information",
    .why = "The file holds the sources themselves, comments included, where nobody looks for them.",
    .fix = "Compile without -gembed-source, and strip what is installed.",
    .default_severity = Severity::error,
    .run = run,
};

} // namespace package_audit::checks
