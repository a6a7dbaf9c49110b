#include "checks/checks.hpp"
#include "checks/facts.hpp"

#include <fmt/format.h>

namespace package_audit::checks {

namespace {

std::string judge(const Fact& fact) {
  return fact.detail.empty()
             ? fmt::format("cannot be followed as {}", fact.subject)
             : fmt::format("cannot be followed as {}: {}", fact.subject, fact.detail);
}

std::vector<Finding> run(const CheckInput& input) {
  return each_fact(input, FactKind::unread_structure, judge);
}

} // namespace

constexpr Check k_unread_structure{
    .id = "unread-structure",
    .summary = "file whose structure is damaged or could not be followed",
    .why = "What could not be followed was not looked at by the checks that read this format.",
    .fix =
        "See whether the file is whole. A format that is odd on purpose needs a dated exception.",
    .default_severity = Severity::warning,
    .run = run,
};

} // namespace package_audit::checks
