#include "checks/checks.hpp"
#include "util/path.hpp"
#include "util/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <unordered_set>

namespace package_audit {

namespace {

constexpr std::size_t k_max_name = 255; // bytes; the limit of nearly every file system

bool is_device_name(std::string_view name) {
  constexpr std::array<std::string_view, 6> k_devices{"con", "prn",    "aux",
                                                      "nul", "conin$", "conout$"};
  const std::string stem = to_lower(name.substr(0, name.find('.')));
  if (std::find(k_devices.begin(), k_devices.end(), stem) != k_devices.end()) return true;
  if (stem.size() != 4 || stem[3] < '0' || stem[3] > '9') return false;
  return stem.starts_with("com") || stem.starts_with("lpt");
}

// Marks that turn the direction of what follows (U+202A to U+202E, U+2066 to U+2069 in UTF-8): a
// program is shown with the name of a picture.
bool turns_around(std::string_view name) {
  // The name is UTF-8: two bytes follow each of these.
  for (std::size_t at = name.find('\xE2'); at != std::string_view::npos;
       at = name.find('\xE2', at + 1)) {
    const auto third = static_cast<unsigned char>(name[at + 2]);
    if (name[at + 1] == '\x80' && third >= 0xAA && third <= 0xAE) return true;
    if (name[at + 1] == '\x81' && third >= 0xA6 && third <= 0xA9) return true;
  }
  return false;
}

// Names that no system handles well.
std::string judge_anywhere(std::string_view name) {
  if (name.size() > k_max_name) {
    return fmt::format("a name of {} bytes, where most systems take {}", name.size(), k_max_name);
  }
  const auto is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; };
  if (std::any_of(name.begin(), name.end(), is_control)) return "a name with a control character";
  if (!is_utf8(name)) return "a name that is not UTF-8";
  if (turns_around(name)) return "a name with a mark that turns the direction of reading";
  return {};
}

std::string judge_for_windows(std::string_view name) {
  const std::size_t reserved = name.find_first_of("<>:\"|?*\\");
  if (reserved != std::string_view::npos) {
    return fmt::format("a name with {}, which Windows does not take", name[reserved]);
  }
  if (name.back() == ' ' || name.back() == '.') {
    return fmt::format("a name that ends in a {}, which Windows drops",
                       name.back() == ' ' ? "blank" : "dot");
  }
  if (is_device_name(name)) return "a name that Windows keeps for a device";
  return {};
}

class Names {
public:
  explicit Names(bool for_windows) : for_windows_(for_windows) {}

  // A folder is reported once, at the first entry that needs it.
  std::string judge(std::string_view path) {
    for (std::size_t end = path.find('/', 1);; end = path.find('/', end + 1)) {
      const std::string_view prefix = path.substr(0, end);
      if (seen_.insert(prefix).second) {
        std::string message = judge_part(base_name(prefix));
        if (!message.empty() && end != std::string_view::npos) {
          return fmt::format("its folder {} has {}", prefix, message);
        }
        if (!message.empty()) return "has " + message;
      }
      if (end == std::string_view::npos) return {};
    }
  }

private:
  std::string judge_part(std::string_view name) const {
    if (name.empty() || name == "." || name == "..") return {};
    std::string message = judge_anywhere(name);
    if (message.empty() && for_windows_) message = judge_for_windows(name);
    return message;
  }

  bool for_windows_;
  std::unordered_set<std::string_view> seen_{};
};

std::vector<Finding> run(const CheckInput& input) {
  // Manuals of Perl modules have names with colons; on Windows nobody unpacks these formats.
  const Format format = input.artifact.format;
  Names names(format != Format::deb && format != Format::rpm);
  std::vector<Finding> findings;
  for (std::size_t i = 0; i < input.artifact.entries.size(); ++i) {
    std::string message = names.judge(input.artifact.entries[i].path);
    if (!message.empty()) findings.push_back({.entry = i, .message = std::move(message)});
  }
  return findings;
}

} // namespace

constexpr Check k_unportable_name{
    .id = "unportable-name",
    .summary = "name that some systems cannot store",
    .why = "Unpacking fails or gives the file another name, and a name with control characters can "
           "make a listing show what is not there.",
    .fix =
        "Rename it: no control characters, none of < > : \" | ? * \\, no dot or blank at the end, "
        "no device name of Windows (con, aux, nul, com1 ...), UTF-8, at most 255 bytes.",
    .default_severity = Severity::warning,
    .run = run,
};

} // namespace package_audit
