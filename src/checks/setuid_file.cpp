#include "checks/checks.hpp"
#include "checks/entry_findings.hpp"

#include <fmt/format.h>

namespace package_audit::checks {

namespace {

constexpr std::uint32_t k_setuid = 04000;
constexpr std::uint32_t k_setgid = 02000;

// On a directory the setgid bit only decides the group of new files.
std::string describe(const Entry& entry) {
  if (entry.type != EntryType::file && entry.type != EntryType::hardlink) return {};
  const std::uint32_t bits = entry.mode.value_or(0) & (k_setuid | k_setgid);
  if (bits == 0) return {};
  const char* const name = bits == k_setuid   ? "setuid"
                           : bits == k_setgid ? "setgid"
                                              : "setuid and setgid";
  return fmt::format("mode {:04o} carries {}", *entry.mode, name);
}

std::vector<Finding> run(const Check& /*check*/, const CheckInput& input) {
  return report_entries(input, describe);
}

} // namespace

constexpr Check k_setuid_file{
    .id = "setuid-file",
    .summary = "file that runs with its owner's rights",
    .why = "Unpacked by root, it gives every user of the machine the rights of its owner.",
    .fix =
        "Drop the bit in the install rule: install(... PERMISSIONS ...). A program that needs it "
        "needs an exception.",
    .default_severity = Severity::error,
    .run = run,
};

} // namespace package_audit::checks
