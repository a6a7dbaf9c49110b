#include "formats/deb/control.hpp"

#include "base/path.hpp"
#include "formats/fault.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

namespace package_audit::formats::deb {

namespace {

constexpr std::array<std::string_view, 12> k_members{
    "config",  "conffiles", "control", "md5sums", "postinst",  "postrm",
    "preinst", "prerm",     "shlibs",  "symbols", "templates", "triggers"};
constexpr std::array<std::string_view, 3> k_required{"package", "version", "architecture"};

[[noreturn]] void malformed(std::string detail) {
  throw ReadFault(AnomalyKind::damaged, "the control file " + std::move(detail));
}

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t") + 1 - begin);
}

// Graphic ASCII without a colon, and not what begins a comment or a signature.
bool is_field_name(std::string_view name) {
  return !name.empty() && name.front() != '#' && name.front() != '-' &&
         std::all_of(name.begin(), name.end(), [](char c) { return c > ' ' && c < 0x7F; });
}

bool is_package_name(std::string_view name) {
  const auto is_alphanumeric = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  };
  return !name.empty() && is_alphanumeric(name.front()) &&
         std::all_of(name.begin(), name.end(), [&](char c) {
           return is_alphanumeric(c) || c == '+' || c == '-' || c == '.' || c == '_';
         });
}

using Fields = std::map<std::string, std::string, std::less<>>;

void add_field(Fields& fields, std::string_view line) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || !is_field_name(line.substr(0, colon))) {
    malformed("has a line that is no field");
  }
  const std::string name = base::to_lower(line.substr(0, colon));
  if (!fields.emplace(name, trimmed(line.substr(colon + 1))).second) {
    throw ReadFault(AnomalyKind::ambiguous,
                    fmt::format("the control file has two fields \"{}\"", line.substr(0, colon)));
  }
}

Fields parse_paragraph(std::string_view text) {
  if (text.find('\0') != std::string_view::npos) malformed("holds a zero byte");
  if (!text.ends_with('\n')) malformed("does not end with a newline");
  Fields fields;
  bool is_over = false;
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(line.size() + 1);
    if (trimmed(line).empty()) {
      is_over = !fields.empty();
    } else if (is_over) {
      throw ReadFault(AnomalyKind::ambiguous, "the control file has a second paragraph");
    } else if (line.front() != ' ' && line.front() != '\t') {
      add_field(fields, line);
    } else if (fields.empty()) {
      malformed("begins in the middle of a field");
    }
  }
  return fields;
}

} // namespace

bool is_control_member(std::string_view name) {
  return std::find(k_members.begin(), k_members.end(), name) != k_members.end();
}

std::string parse_deb_control(std::string_view text) {
  const Fields fields = parse_paragraph(text);
  for (const std::string_view name : k_required) {
    const auto field = fields.find(name);
    if (field == fields.end() || field->second.empty()) {
      malformed(fmt::format("has no field \"{}\"", name));
    }
  }
  const std::string& package = fields.find("package")->second;
  if (!is_package_name(package)) malformed("names a package as none can be named");
  return package;
}

} // namespace package_audit::formats::deb
