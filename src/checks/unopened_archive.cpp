#include "checks/checks.hpp"

#include <fmt/format.h>

namespace package_audit::checks {

namespace {

std::vector<Finding> run(const Check& /*check*/, const CheckInput& input) {
  std::vector<Finding> findings;
  for (std::size_t i = 0; i < input.artifact.entries.size(); ++i) {
    const PathRule* const rule = input.fitting_rule(i);
    if (rule == nullptr || !rule->opaque) continue;
    findings.push_back(
        {.entry = i, .message = fmt::format("its allow entry says \"{}\"", rule->reason)});
  }
  return findings;
}

} // namespace

constexpr Check k_unopened_archive{
    .id = "unopened-archive",
    .summary = "nested archive that the policy lets in unopened",
    .why = "What is in it was not audited, and can be anything.",
    .fix = "Nothing, if the reason still holds. Without `\"archive\": \"opaque\"` its members are "
           "audited like all others.",
    .default_severity = Severity::note,
    .run = run,
};

} // namespace package_audit::checks
