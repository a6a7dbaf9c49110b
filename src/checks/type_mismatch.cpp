#include "checks/attributes.hpp"
#include "checks/checks.hpp"

namespace package_audit::checks {

namespace {

std::vector<Finding> run(const CheckInput& input) {
  return entries_that_differ(input, type_difference);
}

} // namespace

constexpr Check k_type_mismatch{
    .id = "type-mismatch",
    .summary = "entry is of another type than the policy says",
    .why = "A file that has become a link or a device does something else when it is unpacked than "
           "what was reviewed.",
    .fix =
        "Install the entry as the type that the policy names, or correct `type` in the allow "
        "entry. Devices, fifos and sockets are let in only by an allow entry that names that type.",
    .default_severity = Severity::error,
    .run = run,
};

} // namespace package_audit::checks
