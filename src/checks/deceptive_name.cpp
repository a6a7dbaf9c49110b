#include "base/text.hpp"
#include "checks/checks.hpp"
#include "checks/node_findings.hpp"

#include <algorithm>
#include <string>
#include <string_view>

namespace package_audit::checks {

namespace {

// Bidirectional control characters (U+202A to U+202E, U+2066 to U+2069), which can make a program
// look as if it had the name of a picture.
bool has_bidi_control(std::string_view name) {
  // The name is valid UTF-8, so two bytes follow each of these.
  for (std::size_t at = name.find('\xE2'); at != std::string_view::npos;
       at = name.find('\xE2', at + 1)) {
    const auto third = static_cast<unsigned char>(name[at + 2]);
    if (name[at + 1] == '\x80' && third >= 0xAA && third <= 0xAE) return true;
    if (name[at + 1] == '\x81' && third >= 0xA6 && third <= 0xA9) return true;
  }
  return false;
}

std::string describe(std::string_view name) {
  const auto is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; };
  if (std::any_of(name.begin(), name.end(), is_control)) return "a name with a control character";
  if (base::is_utf8(name) && has_bidi_control(name)) {
    return "a name with a mark that turns the direction of reading";
  }
  return {};
}

std::vector<Finding> run(const Check& /*check*/, const CheckInput& input) {
  return report_names(input, describe);
}

} // namespace

constexpr Check k_deceptive_name{
    .id = "deceptive-name",
    .summary = "name that does not look like what it is",
    .why =
        "A newline or an escape sequence in a name makes a listing show what is not there, and a "
        "mark that turns the direction of reading shows a program with the name of a picture.",
    .fix = "Rename it: no control characters, no marks of direction (U+202A to U+202E, U+2066 to "
           "U+2069).",
    .default_severity = Severity::error,
    .run = run,
};

} // namespace package_audit::checks
