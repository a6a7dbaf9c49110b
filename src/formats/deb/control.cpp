#include "formats/deb/control.hpp"

#include "base/path.hpp"
#include "formats/fault.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <utility>
#include <vector>

namespace package_audit::formats::deb {

namespace {

// The files that dpkg reads from control.tar.
constexpr std::array<std::string_view, 12> k_control_members{
    "config",  "conffiles", "control", "md5sums", "postinst",  "postrm",
    "preinst", "prerm",     "shlibs",  "symbols", "templates", "triggers"};
constexpr std::array<std::string_view, 3> k_mandatory_fields{"package", "version", "architecture"};

[[noreturn]] void malformed(std::string detail) {
  damaged("the control file " + std::move(detail));
}

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t") + 1 - begin);
}

// Graphic ASCII without a colon (deb822(5)). "#" begins a comment, "-" the line of a signature.
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
    ambiguous(fmt::format("the control file has two fields \"{}\"", line.substr(0, colon)));
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
      ambiguous("the control file has a second paragraph");
    } else if (line.front() != ' ' && line.front() != '\t') {
      add_field(fields, line);
    } else if (fields.empty()) {
      malformed("begins in the middle of a field");
    }
  }
  return fields;
}

bool is_control_member(std::string_view name) {
  return std::find(k_control_members.begin(), k_control_members.end(), name) !=
         k_control_members.end();
}

// The package name in a `control` file. Throws ReadFault unless `text` is one well-formed paragraph
// with the mandatory fields.
std::string parse_package_name(std::string_view text) {
  const Fields fields = parse_paragraph(text);
  for (const std::string_view name : k_mandatory_fields) {
    const auto field = fields.find(name);
    if (field == fields.end() || field->second.empty()) {
      malformed(fmt::format("has no field \"{}\"", name));
    }
  }
  const std::string& package = fields.find("package")->second;
  if (!is_package_name(package)) malformed("names a package as none can be named");
  return package;
}

// Far larger than any control file that tools write.
constexpr std::size_t k_max_control_size = std::size_t{1} << 20;

// "control" of "./control"; empty for "./".
std::string member_name(const Entry& entry) {
  std::vector<std::string_view> parts = base::components(entry.member);
  std::erase(parts, ".");
  const bool is_root = parts.empty() && entry.type == EntryType::directory;
  if (is_root) return {};
  if (parts.size() != 1 || !is_control_member(parts.front()) || entry.type != EntryType::file) {
    ambiguous("is no control file that dpkg knows", entry.member);
  }
  return std::string(parts.front());
}

} // namespace

ControlReader::ControlReader(EntryVisitor& next, const Limits& limits, std::string container)
    : next_(next), limits_(limits), container_(std::move(container)), checksums_(limits) {}

void ControlReader::begin(Entry entry) {
  name_ = member_name(entry);
  if (!names_.insert(name_).second) {
    ambiguous("is in control.tar twice", entry.member);
  }
  entry.path = name_.empty() ? "DEBIAN" : "DEBIAN/" + name_;
  entry.member = fmt::format("{}!/{}", container_, entry.member);
  entry.section = Section::metadata;
  entry.implicitly_allowed = name_.empty() || name_ == "control" || name_ == "md5sums";
  next_.begin(std::move(entry));
}

void ControlReader::data(base::Bytes bytes) {
  next_.data(bytes);
  const std::string_view text = base::as_text(bytes);
  if (name_ == "control") {
    control_ += text;
    if (control_.size() > k_max_control_size) {
      damaged("the control file is over 1 MiB");
    }
  }
  if (!is_list()) return;
  for (const char c : text) {
    if (c == '\n') {
      add_line();
    } else {
      line_ += c;
    }
    // A checksum, and a path of which every byte may be escaped.
    if (line_.size() > 2 * limits_.path_length + 64) {
      over_limit(&Limits::path_length, limits_);
    }
  }
}

void ControlReader::end() {
  if (!line_.empty()) add_line();
  next_.end();
}

void ControlReader::add_line() {
  if (name_ == "md5sums") checksums_.add_checksum(line_);
  if (name_ == "conffiles") checksums_.add_conffile(line_);
  line_.clear();
}

std::string ControlReader::package_name() const {
  if (!names_.contains("control")) {
    damaged("holds no control file", container_);
  }
  return parse_package_name(control_);
}

} // namespace package_audit::formats::deb
