#include "checks/checks.hpp"
#include "checks/entry_findings.hpp"

#include <fmt/format.h>

namespace package_audit::checks {

namespace {

constexpr std::uint32_t k_others_write = 00002;
constexpr std::uint32_t k_sticky = 01000;

std::string describe(const Entry& entry) {
  // The mode of a symlink has no effect.
  if (entry.type == EntryType::symlink || !entry.mode) return {};
  if ((*entry.mode & k_others_write) == 0) return {};
  // Like /tmp: users may add files, but not change or delete those of others.
  if (entry.type == EntryType::directory && (*entry.mode & k_sticky) != 0) return {};
  return fmt::format("mode {:04o} lets everybody write", *entry.mode);
}

std::vector<Finding> run(const Check& /*check*/, const CheckInput& input) {
  return report_entries(input, describe);
}

} // namespace

constexpr Check k_world_writable{
    .id = "world-writable",
    .summary = "file or folder that everybody may change",
    .why = "Any user of the machine can replace what others then run or read.",
    .fix = "Set the mode in the install rule (PERMISSIONS, DIRECTORY_PERMISSIONS), or set "
           "CMAKE_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS; check the umask of the build.",
    .default_severity = Severity::error,
    .run = run,
};

} // namespace package_audit::checks
