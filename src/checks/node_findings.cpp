#include "checks/node_findings.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <span>
#include <utility>

namespace package_audit::checks {

namespace {

// By node: whether it, or a directory above it, is flagged. Empty if none is.
std::vector<bool> has_flagged_ancestor(const PathTree& paths, const std::vector<bool>& is_flagged) {
  std::vector<bool> result = is_flagged;
  bool any = false;
  for (std::size_t i = 0; i < result.size(); ++i) {
    const PathTree::Id parent = paths.nodes()[i].parent;
    if (parent != PathTree::k_none && result[parent]) result[i] = true;
    any = any || result[i];
  }
  return any ? result : std::vector<bool>();
}

} // namespace

std::vector<Finding> report_each_once(const CheckInput& input, std::vector<bool> is_flagged,
                                      const NodeMessage& message) {
  const std::vector<bool> is_candidate = has_flagged_ancestor(input.paths, is_flagged);
  std::vector<Finding> findings;
  if (is_candidate.empty()) return findings;
  for (std::size_t i = 0; i < input.artifact.entries.size(); ++i) {
    const PathTree::Id own = input.paths.node_of(i);
    if (!is_candidate[own]) continue;
    for (const PathTree::Id node : input.paths.ancestors_of(own)) {
      if (!is_flagged[node]) continue;
      is_flagged[node] = false;
      findings.push_back({.entry = i, .message = message(node, node == own)});
      break;
    }
  }
  return findings;
}

std::vector<Finding> report_names(const CheckInput& input, const DescribeName& describe) {
  std::vector<bool> is_flagged;
  for (const PathTree::Node& node : input.paths.nodes()) {
    const bool has_name = !node.name.empty() && node.name != "." && node.name != "..";
    is_flagged.push_back(has_name && !describe(node.name).empty());
  }
  return report_each_once(input, std::move(is_flagged), [&](PathTree::Id id, bool is_entry) {
    const PathTree::Node& node = input.paths[id];
    if (is_entry) return "has " + describe(node.name);
    return fmt::format("its folder {} has {}", node.path, describe(node.name));
  });
}

} // namespace package_audit::checks
