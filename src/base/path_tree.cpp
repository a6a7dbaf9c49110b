#include "base/path_tree.hpp"

#include "base/path.hpp"

#include <algorithm>

namespace package_audit::base {

namespace {

// The length of the directories that both paths begin with, their last '/' included.
std::size_t shared_directories(std::string_view a, std::string_view b) {
  const auto common = static_cast<std::size_t>(
      std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin());
  return a.substr(0, common).rfind('/') + 1; // npos + 1 is 0
}

} // namespace

void PathTree::add(std::string_view path) {
  Id node = shared_with_last(path);
  std::size_t begin = node == k_none ? 0 : nodes_[node].path.size() + 1;
  while (begin == 0 || begin < path.size()) {
    const std::size_t slash = path.find('/', std::max<std::size_t>(begin, 1));
    const std::size_t end = std::min(slash, path.size());
    if (begin == 0 || begin < end) node = find_or_add(node, path.substr(0, end), begin);
    begin = end + 1;
  }
  if (nodes_[node].first == k_none) nodes_[node].first = static_cast<std::uint32_t>(added_.size());
  added_.push_back(node);
}

PathTree::Id PathTree::child(Id parent, std::string_view name) const {
  const auto found = children_.find({parent, name});
  return found == children_.end() ? k_none : found->second;
}

std::vector<PathTree::Id> PathTree::ancestors_of(Id node) const {
  std::vector<Id> chain;
  for (; node != k_none; node = nodes_[node].parent)
    chain.push_back(node);
  std::reverse(chain.begin(), chain.end());
  return chain;
}

void PathTree::reserve(std::size_t paths) {
  nodes_.reserve(paths);
  added_.reserve(paths);
  children_.reserve(paths);
}

// The deepest directory of the path added last that also holds `path`, or k_none.
PathTree::Id PathTree::shared_with_last(std::string_view path) const {
  if (added_.empty()) return k_none;
  Id node = added_.back();
  const std::size_t shared = shared_directories(path, nodes_[node].path);
  const auto is_shared = [&](const Node& directory) {
    // A node that was added with doubled slashes has another text.
    return directory.path.size() < shared && path.starts_with(directory.path);
  };
  while (node != k_none && !is_shared(nodes_[node]))
    node = nodes_[node].parent;
  return node;
}

PathTree::Id PathTree::find_or_add(Id parent, std::string_view path, std::size_t name_begin) {
  const auto next = static_cast<Id>(nodes_.size());
  const auto [child, is_new] = children_.try_emplace({parent, path.substr(name_begin)}, next);
  if (is_new) {
    nodes_.push_back({.path = path, .name = base_name(path), .parent = parent});
    if (parent != k_none) nodes_[parent].has_children = true;
  }
  return child->second;
}

} // namespace package_audit::base
