#include "base/path.hpp"
#include "base/text.hpp"
#include "readings/reading.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace package_audit::readings {

namespace {

bool same_content(const Entry& left, const Entry& right) {
  return left.member == right.member && left.type == right.type && left.size == right.size &&
         left.link_target == right.link_target && left.sha256 == right.sha256;
}

bool same_attributes(const Entry& left, const Entry& right) {
  return left.mode == right.mode && left.uid == right.uid && left.gid == right.gid &&
         left.user == right.user && left.group == right.group && left.mtime == right.mtime;
}

} // namespace

Difference compare(const std::vector<Entry>& left, const std::vector<Entry>& right) {
  if (!std::equal(left.begin(), left.end(), right.begin(), right.end(), same_content)) {
    return Difference::content;
  }
  const bool same = std::equal(left.begin(), left.end(), right.begin(), same_attributes);
  return same ? Difference::none : Difference::attributes;
}

Reading reading_of(Artifact artifact) {
  Reading reading{.accepted = artifact.anomalies.empty()};
  if (!reading.accepted) {
    const Anomaly& first = artifact.anomalies.front();
    reading.complaint =
        fmt::format("{}: {} [{}]", first.member, first.detail, to_string(first.kind));
  }
  reading.entries = std::move(artifact.entries);
  std::erase_if(reading.entries,
                [](const Entry& entry) { return entry.container != Entry::k_no_container; });
  return reading;
}

std::string describe(const std::vector<Entry>& entries) {
  std::string text;
  for (const Entry& entry : entries) {
    text += fmt::format("  {} {}", to_string(entry.type), base::printable(entry.member));
    if (!entry.link_target.empty()) text += " -> " + base::printable(entry.link_target);
    text += fmt::format(", {} bytes\n", entry.size);
  }
  return text;
}

} // namespace package_audit::readings
