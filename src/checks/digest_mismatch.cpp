#include "checks/attributes.hpp"
#include "checks/checks.hpp"

namespace package_audit::checks {

namespace {

std::vector<Finding> run(const CheckInput& input) {
  return entries_that_differ(input, digest_difference);
}

} // namespace

constexpr Check k_digest_mismatch{
    .id = "digest-mismatch",
    .summary = "file has another content than the policy says",
    .why = "The policy pins the content that was reviewed; this is something else.",
    .fix = "Find out why the content changed. If the change is meant, review it and put the new "
           "digest into `sha256` of the allow entry.",
    .default_severity = Severity::error,
    .run = run,
};

} // namespace package_audit::checks
