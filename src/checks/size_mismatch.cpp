#include "checks/attributes.hpp"
#include "checks/checks.hpp"

namespace package_audit::checks {

namespace {

std::vector<Finding> run(const CheckInput& input) {
  return entries_that_differ(input, size_difference);
}

} // namespace

constexpr Check k_size_mismatch{
    .id = "size-mismatch",
    .summary = "file is larger than the policy allows",
    .why = "A file that has grown past its bound often holds what it should not: debug "
           "information, an embedded archive, a model or a data base.",
    .fix = "Look at what made the file grow. If the growth is meant, raise `max_size` in the allow "
           "entry.",
    .default_severity = Severity::error,
    .run = run,
};

} // namespace package_audit::checks
