#include "checks/checks.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace package_audit::checks {

namespace {

// CPack stores a directory once for each component that has files in it.
bool is_same_directory(const Entry& a, const Entry& b) {
  return a.type == EntryType::directory && b.type == EntryType::directory && a.mode == b.mode &&
         a.uid == b.uid && a.gid == b.gid && a.user == b.user && a.group == b.group;
}

std::string describe_duplicate(const Entry& first, const Entry& second) {
  if (is_same_directory(first, second)) return {};
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

// By node: the outermost node above it that is stored as something else than a directory, or
// k_none. Symlinks do not count: path-escape reports what lies below one.
std::vector<PathTree::Id> files_above(const CheckInput& input) {
  const std::span<const PathTree::Node> nodes = input.paths.nodes();
  std::vector<PathTree::Id> above(nodes.size(), PathTree::k_none);
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    const PathTree::Id parent = nodes[i].parent;
    if (parent == PathTree::k_none) continue;
    above[i] = above[parent];
    if (above[i] != PathTree::k_none || nodes[parent].first == PathTree::k_none) continue;
    const EntryType type = input.artifact.entries[nodes[parent].first].type;
    if (type != EntryType::directory && type != EntryType::symlink) above[i] = parent;
  }
  return above;
}

std::vector<Finding> run(const Check& /*check*/, const CheckInput& input) {
  const std::vector<Entry>& entries = input.artifact.entries;
  const std::vector<PathTree::Id> above = files_above(input);
  std::vector<Finding> findings;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const PathTree::Node& node = input.paths.nodes()[input.paths.node_of(i)];
    if (node.path == ".") continue;
    std::string message;
    // Libraries may hold two object files of one name.
    if (node.first != i && !entries[i].implicitly_allowed) {
      message = describe_duplicate(entries[node.first], entries[i]);
    }
    const PathTree::Id file = above[input.paths.node_of(i)];
    if (message.empty() && file != PathTree::k_none) {
      const PathTree::Node& other = input.paths.nodes()[file];
      message = fmt::format("lies below {}, which is a {}", other.path,
                            to_string(entries[other.first].type));
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
