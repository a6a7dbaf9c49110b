#include "formats/deb/control_reader.hpp"

#include "base/bytes.hpp"
#include "base/path.hpp"
#include "formats/deb/control.hpp"
#include "formats/fault.hpp"

#include <fmt/format.h>

#include <utility>
#include <vector>

namespace package_audit::formats::deb {

namespace {

// No control file that a tool writes comes near.
constexpr std::size_t k_control_limit = std::size_t{1} << 20;

// The one part of "./control"; empty for "./".
std::string name_of(const Entry& entry) {
  std::vector<std::string_view> parts = base::components(entry.member);
  std::erase(parts, ".");
  const bool is_root = parts.empty() && entry.type == EntryType::directory;
  if (is_root) return {};
  if (parts.size() != 1 || !is_control_member(parts.front()) || entry.type != EntryType::file) {
    throw ReadFault(AnomalyKind::ambiguous, "is no control file that dpkg knows", entry.member);
  }
  return std::string(parts.front());
}

} // namespace

DebControlReader::DebControlReader(EntryVisitor& next, const Limits& limits, std::string container)
    : next_(next), limits_(limits), container_(std::move(container)), sums_(limits) {}

void DebControlReader::begin(Entry entry) {
  name_ = name_of(entry);
  if (!seen_.insert(name_).second) {
    throw ReadFault(AnomalyKind::ambiguous, "is in control.tar twice", entry.member);
  }
  entry.path = name_.empty() ? "DEBIAN" : "DEBIAN/" + name_;
  entry.member = fmt::format("{}!/{}", container_, entry.member);
  entry.section = Section::metadata;
  entry.implicitly_allowed = name_.empty() || name_ == "control" || name_ == "md5sums";
  next_.begin(std::move(entry));
}

void DebControlReader::data(std::span<const std::byte> bytes) {
  next_.data(bytes);
  const std::string_view text = base::as_text(bytes);
  if (name_ == "control") {
    control_ += text;
    if (control_.size() > k_control_limit) {
      throw ReadFault(AnomalyKind::damaged, "the control file is over 1 MiB");
    }
  }
  if (!is_list()) return;
  for (const char c : text) {
    if (c == '\n') {
      add_line();
    } else {
      line_ += c;
    }
    // A checksum and a path in which each byte may be escaped.
    if (line_.size() > 2 * limits_.path_length + 64) {
      throw ReadFault(AnomalyKind::limit, limit_message(&Limits::path_length, limits_));
    }
  }
}

void DebControlReader::end() {
  if (!line_.empty()) add_line();
  next_.end();
}

void DebControlReader::add_line() {
  if (name_ == "md5sums") sums_.add_checksum(line_);
  if (name_ == "conffiles") sums_.add_conffile(line_);
  line_.clear();
}

std::string DebControlReader::package_name() const {
  if (!seen_.contains("control")) {
    throw ReadFault(AnomalyKind::damaged, "holds no control file", container_);
  }
  return parse_deb_control(control_);
}

} // namespace package_audit::formats::deb
