#include "checks/attributes.hpp"
#include "checks/checks.hpp"

namespace package_audit::checks {

namespace {

std::vector<Finding> run(const CheckInput& input) {
  return entries_that_differ(input, owner_difference);
}

} // namespace

constexpr Check k_owner_mismatch{
    .id = "owner-mismatch",
    .summary = "entry has another owner than the policy says",
    .why = "Unpacked by root, the file belongs to whoever has that account on the user's machine.",
    .fix = "Build the package as the owner that the policy names (CPACK_ARCHIVE_UID and "
           "CPACK_ARCHIVE_GID with CMake 4.3 or later, fakeroot otherwise), or correct `owner` in "
           "the allow entry.",
    .default_severity = Severity::error,
    .run = run,
};

} // namespace package_audit::checks
