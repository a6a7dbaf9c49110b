#include "base/path.hpp"
#include "checks/checks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

namespace package_audit::checks {

namespace {

bool has_drive_letter(std::string_view path) {
  if (path.starts_with("./")) path.remove_prefix(2);
  if (path.size() < 2 || path[1] != ':') return false;
  return (path[0] >= 'a' && path[0] <= 'z') || (path[0] >= 'A' && path[0] <= 'Z');
}

bool has_parent_part(std::string_view path) {
  if (path.find("..") == std::string_view::npos) return false;
  const std::vector<std::string_view> parts = base::components(path);
  return std::find(parts.begin(), parts.end(), "..") != parts.end();
}

// Some unpackers, and all on Windows, treat a backslash as a slash. zip and 7z allow only '/'; in a
// tar a backslash is an ordinary character (unit names of systemd contain it), so it is reported
// only if the result would escape.
std::string describe_backslashes(std::string_view member, Format format) {
  if (member.find('\\') == std::string_view::npos) return {};
  std::string path(member);
  std::replace(path.begin(), path.end(), '\\', '/');
  if (path.starts_with('/')) return "the name is absolute where a backslash parts folders";
  if (has_parent_part(path)) return "the name has a .. part where a backslash parts folders";
  if (format == Format::zip || format == Format::seven_zip) {
    return "the name has a backslash, which parts folders on Windows";
  }
  return {};
}

std::string describe_name(std::string_view member, Format format) {
  if (member.empty()) return "the name is empty";
  if (member.starts_with('/')) return "the name is absolute";
  if (has_parent_part(member)) return "the name has a .. part";
  if (has_drive_letter(member)) return "the name begins with a drive letter";
  return describe_backslashes(member, format);
}

// By node: the outermost symlink above it, or null. What is unpacked below a symlink lands where
// that leads.
std::vector<const Entry*> symlinks_above(const CheckInput& input) {
  std::unordered_map<PathTree::Id, const Entry*> symlinks;
  for (std::size_t i = 0; i < input.artifact.entries.size(); ++i) {
    const Entry& entry = input.artifact.entries[i];
    if (entry.type == EntryType::symlink) symlinks.emplace(input.paths.node_of(i), &entry);
  }
  const std::span<const PathTree::Node> nodes = input.paths.nodes();
  std::vector<const Entry*> above(nodes.size());
  for (std::size_t i = 0; !symlinks.empty() && i < nodes.size(); ++i) {
    if (nodes[i].parent == PathTree::k_none) continue;
    above[i] = above[nodes[i].parent];
    const auto parent = symlinks.find(nodes[i].parent);
    if (above[i] == nullptr && parent != symlinks.end()) above[i] = parent->second;
  }
  return above;
}

std::string describe_parent(const Entry* symlink) {
  if (symlink == nullptr) return {};
  return fmt::format("lies below the symlink {}, so it lands in {}", symlink->path,
                     symlink->link_target);
}

std::vector<Finding> run(const Check& /*check*/, const CheckInput& input) {
  const std::vector<const Entry*> above = symlinks_above(input);
  std::vector<Finding> findings;
  for (std::size_t i = 0; i < input.artifact.entries.size(); ++i) {
    const Entry& entry = input.artifact.entries[i];
    std::string message = describe_name(stored_name(input.artifact, entry), input.artifact.format);
    if (message.empty()) message = describe_parent(above[input.paths.node_of(i)]);
    if (!message.empty()) findings.push_back({.entry = i, .message = std::move(message)});
  }
  return findings;
}

} // namespace

constexpr Check k_path_escape{
    .id = "path-escape",
    .summary = "entry that is unpacked somewhere else than its path says",
    .why = "It overwrites files outside of the folder that the package is unpacked into, or lands "
           "where the allowlist did not look.",
    .fix = "Use relative DESTINATIONs without `..`, and pack with a tool that writes '/' between "
           "folders. Do not install files below a path that the package itself makes a symlink.",
    .default_severity = Severity::error,
    .run = run,
};

} // namespace package_audit::checks
