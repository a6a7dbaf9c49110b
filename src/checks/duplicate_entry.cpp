#include "checks/checks.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace package_audit::checks {

namespace {

// CPack stores a folder once for each component that is in it.
bool is_same_folder(const Entry& a, const Entry& b) {
  return a.type == EntryType::directory && b.type == EntryType::directory && a.mode == b.mode &&
         a.uid == b.uid && a.gid == b.gid && a.user == b.user && a.group == b.group;
}

std::string judge_twins(const Entry& first, const Entry& second) {
  if (is_same_folder(first, second)) return {};
  if (first.type != second.type) {
    return fmt::format("stored twice, as {} and as {}", to_string(first.type),
                       to_string(second.type));
  }
  if (first.type == EntryType::directory) return "stored twice, with another mode or owner";
  if (first.sha256 == second.sha256 && first.link_target == second.link_target) {
    return "stored twice, with the same content";
  }
  return "stored twice, with different content: which of them users get depends on the unpacker";
}

// Of each path the topmost part that is no folder and yet has something below it, or k_none. What
// lies below a symlink is path-escape's business.
std::vector<EntryPaths::Id> files_above(const CheckInput& input) {
  const std::span<const EntryPaths::Node> nodes = input.paths.nodes();
  std::vector<EntryPaths::Id> above(nodes.size(), EntryPaths::k_none);
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    const EntryPaths::Id folder = nodes[i].folder;
    if (folder == EntryPaths::k_none) continue;
    above[i] = above[folder];
    if (above[i] != EntryPaths::k_none || nodes[folder].entry == EntryPaths::k_none) continue;
    const EntryType type = input.artifact.entries[nodes[folder].entry].type;
    if (type != EntryType::directory && type != EntryType::symlink) above[i] = folder;
  }
  return above;
}

std::vector<Finding> run(const CheckInput& input) {
  const std::vector<Entry>& entries = input.artifact.entries;
  const std::vector<EntryPaths::Id> above = files_above(input);
  std::vector<Finding> findings;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const EntryPaths::Node& node = input.paths.nodes()[input.paths.of(i)];
    if (node.path == ".") continue;
    std::string message;
    // Libraries may hold two object files of one name.
    if (node.entry != i && !entries[i].implicitly_allowed) {
      message = judge_twins(entries[node.entry], entries[i]);
    }
    const EntryPaths::Id file = above[input.paths.of(i)];
    if (message.empty() && file != EntryPaths::k_none) {
      const EntryPaths::Node& its = input.paths.nodes()[file];
      message =
          fmt::format("lies below {}, which is a {}", its.path, to_string(entries[its.entry].type));
    }
    if (!message.empty()) findings.push_back({.entry = i, .message = std::move(message)});
  }
  return findings;
}

} // namespace

constexpr Check k_duplicate_entry{
    .id = "duplicate-entry",
    .summary = "path that is stored more than once",
    .why = "Unpackers keep the first, the last, or stop: what was reviewed may not be what users "
           "get.",
    .fix = "Find the two install() rules that write this path and drop one.",
    .default_severity = Severity::error,
    .run = run,
};

} // namespace package_audit::checks
