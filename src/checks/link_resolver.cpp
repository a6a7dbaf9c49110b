#include "checks/link_resolver.hpp"

#include "base/path.hpp"

#include <algorithm>

namespace package_audit::checks {

namespace {

// As many as Linux follows.
constexpr std::uint32_t k_max_links = 40;
// Parts of all targets on the way: a bound on the time that one link can take.
constexpr int k_max_parts = 4096;

bool is_symlink(const Entry& entry) {
  return entry.type == EntryType::symlink;
}

} // namespace

LinkResolver::LinkResolver(const CheckInput& input)
    : entries_(input.artifact.entries), paths_(input.paths),
      is_system_(is_system_package(input.artifact.format)) {
  if (std::none_of(entries_.begin(), entries_.end(), is_symlink)) return;
  if (is_system_) prefix_ = base::components(prefix_of(input.rules));
  is_known_.resize(paths_.nodes().size());
  is_archive_.resize(paths_.nodes().size());
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    if (entries_[i].section == Section::metadata) continue;
    const PathTree::Id node = paths_.node_of(i);
    is_known_[node] = true;
    if (entries_[i].container != Entry::k_no_container) mark_archive(i);
    if (is_symlink(entries_[i])) targets_[node] = entries_[i].link_target;
  }
  for (std::size_t i = is_known_.size(); i-- > 0;) {
    const PathTree::Id parent = paths_.nodes()[i].parent;
    if (is_known_[i] && parent != PathTree::k_none) is_known_[parent] = true;
  }
}

LinkTarget LinkResolver::resolve(std::size_t entry) const {
  const Entry& symlink = entries_[entry];
  if (!is_symlink(symlink) || symlink.section == Section::metadata) {
    return {LinkEnd::outside, symlink.link_target};
  }
  std::uint32_t links = 0;
  LinkTarget target = follow(entry, links);
  target.links = links;
  return target;
}

// The root of the archive "a.zip" is "a.zip!".
void LinkResolver::mark_archive(std::size_t member) {
  const std::size_t length = entries_[entries_[member].container].path.size() + 1;
  PathTree::Id node = paths_.node_of(member);
  while (paths_[node].path.size() > length)
    node = paths_[node].parent;
  is_archive_[node] = true;
}

LinkTarget LinkResolver::follow(std::size_t start, std::uint32_t& links) const {
  const Entry& symlink = entries_[start];
  LinkTarget endless{LinkEnd::endless, symlink.link_target};
  LinkTarget outside{LinkEnd::outside, symlink.link_target};
  Place place = directory_of(start);
  // The parts that remain to be followed, the next one last.
  std::vector<std::string_view> pending;
  std::string_view target = symlink.link_target;
  int parts = 0;
  while (true) {
    if (!target.empty()) {
      if (++links > k_max_links) return endless;
      const bool has_top = is_system_ && symlink.container == Entry::k_no_container;
      if (target.starts_with('/') && !has_top) return outside;
      if (target.starts_with('/')) place = {.is_outside = !prefix_.empty()};
      const std::vector<std::string_view> added = base::components(target);
      pending.insert(pending.end(), added.rbegin(), added.rend());
    }
    if (pending.empty()) return describe(place);
    if (++parts > k_max_parts) return endless;
    const std::string_view part = pending.back();
    pending.pop_back();
    target = {};
    if (part == "..") {
      if (!leave(place)) return outside;
    } else if (part != ".") {
      target = enter(place, part);
    }
  }
}

LinkResolver::Place LinkResolver::directory_of(std::size_t entry) const {
  const PathTree::Node& node = paths_[paths_.node_of(entry)];
  if (node.path == ".") return above_root();
  const bool is_at_top = is_system_ && prefix_.empty();
  return {.is_outside = node.path.starts_with('/') && !is_at_top, .node = node.parent};
}

LinkResolver::Place LinkResolver::above_root() const {
  if (is_system_ && prefix_.empty()) return {};
  Place place{.is_outside = true};
  for (std::size_t i = 0; i + 1 < prefix_.size(); ++i)
    descend(place, prefix_[i]);
  return place;
}

// False if that would leave the directory in which the package is unpacked.
bool LinkResolver::leave(Place& place) const {
  if (!place.rest.empty()) {
    place.rest.pop_back();
    return true;
  }
  if (place.node == PathTree::k_none) {
    if (place.is_outside || prefix_.empty()) return false;
    place = above_root();
    return true;
  }
  if (is_archive_[place.node]) return false;
  place.node = paths_[place.node].parent;
  return true;
}

// Returns the target, and stays, if `part` is a symlink.
std::string_view LinkResolver::enter(Place& place, std::string_view part) const {
  const bool at_root = is_root(place, part);
  const std::string_view target =
      target_of(at_root ? paths_.child(PathTree::k_none, ".") : child(place, part));
  if (!target.empty()) return target;
  if (at_root) {
    place = {};
  } else {
    descend(place, part);
  }
  return {};
}

void LinkResolver::descend(Place& place, std::string_view part) const {
  const PathTree::Id node = child(place, part);
  if (node == PathTree::k_none) {
    place.rest.push_back(part);
  } else {
    place.node = node;
  }
}

PathTree::Id LinkResolver::child(const Place& place, std::string_view part) const {
  if (!place.rest.empty()) return PathTree::k_none;
  const bool is_absolute = place.node == PathTree::k_none && place.is_outside;
  const PathTree::Id node = is_absolute ? paths_.child(PathTree::k_none, "/" + std::string(part))
                                        : paths_.child(place.node, part);
  return node != PathTree::k_none && is_known_[node] ? node : PathTree::k_none;
}

// Whether `part` of `place` is where the package's root is unpacked.
bool LinkResolver::is_root(const Place& place, std::string_view part) const {
  if (!place.is_outside || prefix_.empty() || prefix_.back() != part) return false;
  std::size_t left = prefix_.size() - 1;
  const auto is_next = [&](std::string_view name) { return left > 0 && prefix_[--left] == name; };
  if (!std::all_of(place.rest.rbegin(), place.rest.rend(), is_next)) return false;
  PathTree::Id node = place.node;
  while (node != PathTree::k_none && is_next(paths_[node].name))
    node = paths_[node].parent;
  return node == PathTree::k_none && left == 0;
}

std::string_view LinkResolver::target_of(PathTree::Id node) const {
  const auto found = targets_.find(node);
  return found == targets_.end() ? std::string_view() : found->second;
}

LinkTarget LinkResolver::describe(const Place& place) const {
  std::vector<std::string_view> parts(place.rest.rbegin(), place.rest.rend());
  for (PathTree::Id node = place.node; node != PathTree::k_none; node = paths_[node].parent)
    parts.push_back(paths_[node].name);
  std::string path;
  for (auto part = parts.rbegin(); part != parts.rend(); ++part) {
    if (!path.empty() || place.is_outside) path += '/';
    path += *part;
  }
  if (path.empty()) path = place.is_outside ? "/" : ".";
  const bool is_above_root = place.is_outside && place.node == PathTree::k_none;
  if (place.rest.empty() && !is_above_root) return {LinkEnd::present, path};
  return {place.is_outside ? LinkEnd::outside : LinkEnd::missing, path};
}

} // namespace package_audit::checks
