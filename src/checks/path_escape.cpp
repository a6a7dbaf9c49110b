#include "base/path.hpp"
#include "checks/checks.hpp"

#include <fmt/format.h>

#include <algorithm>
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

// Some unpackers, and all on Windows, take a backslash for a slash. zip and 7z have only '/'; in a
// tarball a backslash is a character like any other (systemd has unit names with it) unless what
// comes out would escape.
std::string judge_backslashes(std::string_view member, Format format) {
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

std::string judge_name(std::string_view member, Format format) {
  if (member.empty()) return "the name is empty";
  if (member.starts_with('/')) return "the name is absolute";
  if (has_parent_part(member)) return "the name has a .. part";
  if (has_drive_letter(member)) return "the name begins with a drive letter";
  return judge_backslashes(member, format);
}

// Symlinks by path: what is unpacked below one lands wherever it leads.
using Links = std::unordered_map<std::string_view, const Entry*>;

Links symlinks_of(const Artifact& artifact) {
  Links links;
  for (const Entry& entry : artifact.entries) {
    if (entry.type == EntryType::symlink) links.emplace(entry.path, &entry);
  }
  return links;
}

std::string judge_parents(std::string_view path, const Links& links) {
  if (links.empty()) return {};
  for (std::size_t slash = path.find('/', 1); slash != std::string_view::npos;
       slash = path.find('/', slash + 1)) {
    const auto link = links.find(path.substr(0, slash));
    if (link == links.end()) continue;
    return fmt::format("lies below the symlink {}, so it lands in {}", link->second->path,
                       link->second->link_target);
  }
  return {};
}

std::vector<Finding> run(const CheckInput& input) {
  const Links links = symlinks_of(input.artifact);
  std::vector<Finding> findings;
  for (std::size_t i = 0; i < input.artifact.entries.size(); ++i) {
    const Entry& entry = input.artifact.entries[i];
    std::string message = judge_name(stored_name(input.artifact, entry), input.artifact.format);
    if (message.empty()) message = judge_parents(entry.path, links);
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
