#include "checks/checks.hpp"
#include "checks/entry_findings.hpp"

#include <fmt/format.h>

namespace package_audit::checks {

namespace {

std::string describe(const Entry& entry) {
  switch (entry.type) {
  case EntryType::file:
  case EntryType::directory:
  case EntryType::symlink:
  case EntryType::hardlink:
    return {};
  case EntryType::character_device:
  case EntryType::block_device:
  case EntryType::fifo:
  case EntryType::socket:
  case EntryType::unknown:
    break;
  }
  return fmt::format("type {}", to_string(entry.type));
}

std::vector<Finding> run(const Check& /*check*/, const CheckInput& input) {
  return report_entries(input, describe);
}

} // namespace

constexpr Check k_device_entry{
    .id = "device-entry",
    .summary = "device, fifo, socket or entry of an unknown type",
    .why = "Unpacked by root, a device gives access to the machine's disks and memory; the others "
           "mean that a running system was packed.",
    .fix = "Take it out of the package, and create it at run time if it is needed.",
    .default_severity = Severity::error,
    .run = run,
};

} // namespace package_audit::checks
