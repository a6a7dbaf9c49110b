#include "base/path.hpp"
#include "base/text.hpp"
#include "checks/checks.hpp"
#include "checks/node_findings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace package_audit::checks {

namespace {

constexpr std::size_t k_max_name = 255; // bytes; the limit of nearly every file system

bool is_device_name(std::string_view name) {
  constexpr std::array<std::string_view, 6> k_devices{"con", "prn",    "aux",
                                                      "nul", "conin$", "conout$"};
  name = name.substr(0, name.find('.'));
  constexpr std::size_t k_shortest = 3;
  constexpr std::size_t k_longest = 7;
  if (name.size() < k_shortest || name.size() > k_longest) return false;
  const std::string stem = base::to_lower(name);
  if (std::find(k_devices.begin(), k_devices.end(), stem) != k_devices.end()) return true;
  if (stem.size() != 4 || stem[3] < '0' || stem[3] > '9') return false;
  return stem.starts_with("com") || stem.starts_with("lpt");
}

bool is_reserved(char c) {
  switch (c) {
  case '<':
  case '>':
  case ':':
  case '"':
  case '|':
  case '?':
  case '*':
  case '\\':
    return true;
  default:
    return false;
  }
}

// Names that cause trouble on every system.
std::string describe_anywhere(std::string_view name) {
  if (name.size() > k_max_name) {
    return fmt::format("a name of {} bytes, where most systems take {}", name.size(), k_max_name);
  }
  if (!base::is_utf8(name)) return "a name that is not UTF-8";
  return {};
}

std::string describe_for_windows(std::string_view name) {
  const auto reserved = std::find_if(name.begin(), name.end(), is_reserved);
  if (reserved != name.end()) {
    return fmt::format("a name with {}, which Windows does not take", *reserved);
  }
  if (name.back() == ' ' || name.back() == '.') {
    return fmt::format("a name that ends in a {}, which Windows drops",
                       name.back() == ' ' ? "blank" : "dot");
  }
  if (is_device_name(name)) return "a name that Windows keeps for a device";
  return {};
}

std::vector<Finding> run(const Check& /*check*/, const CheckInput& input) {
  // These formats are not unpacked on Windows, and manuals of Perl modules have colons in their
  // names.
  const bool for_windows = !is_system_package(input.artifact.format);
  return report_names(input, [&](std::string_view name) {
    std::string message = describe_anywhere(name);
    if (message.empty() && for_windows) message = describe_for_windows(name);
    return message;
  });
}

} // namespace

constexpr Check k_unportable_name{
    .id = "unportable-name",
    .summary = "name that some systems cannot store",
    .why = "Unpacking fails there or gives the file another name.",
    .fix = "Rename it: none of < > : \" | ? * \\, no dot or blank at the end, no device name of "
           "Windows (con, aux, nul, com1 ...), UTF-8, at most 255 bytes.",
    .default_severity = Severity::warning,
    .run = run,
};

} // namespace package_audit::checks
