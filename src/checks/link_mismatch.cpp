#include "checks/attributes.hpp"
#include "checks/checks.hpp"

namespace package_audit::checks {

namespace {

std::vector<Finding> run(const CheckInput& input) {
  return entries_that_differ(input, link_difference);
}

} // namespace

constexpr Check k_link_mismatch{
    .id = "link-mismatch",
    .summary = "link leads elsewhere than the policy says",
    .why = "What the user gets under this name is decided by the link's target.",
    .fix = "Correct the step that makes the link, or `link_target` in the allow entry.",
    .default_severity = Severity::error,
    .run = run,
};

} // namespace package_audit::checks
