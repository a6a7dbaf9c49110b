#include "checks/attributes.hpp"
#include "checks/checks.hpp"

namespace package_audit::checks {

namespace {

std::vector<Finding> run(const CheckInput& input) {
  return entries_that_differ(input, mode_difference);
}

} // namespace

constexpr Check k_mode_mismatch{
    .id = "mode-mismatch",
    .summary = "entry has another mode than the policy says",
    .why = "The mode decides who may run or change the file on the user's machine.",
    .fix = "Set the mode in the install rule (PERMISSIONS, FILE_PERMISSIONS, "
           "DIRECTORY_PERMISSIONS), or correct `mode` in the allow entry. Where the format stores "
           "no mode, no rule on modes can be met.",
    .default_severity = Severity::error,
    .run = run,
};

} // namespace package_audit::checks
