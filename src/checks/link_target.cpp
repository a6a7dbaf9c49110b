#include "checks/link_target.hpp"

#include "base/path.hpp"

#include <algorithm>
#include <functional>

namespace package_audit::checks {

namespace {

// As many as Linux follows.
constexpr std::uint32_t k_max_links = 40;
// Parts of all targets on the way: a bound on the time that one link can cost.
constexpr int k_max_parts = 4096;

// The parts that are still to be walked, the next one last.
void push_parts(std::vector<std::string_view>& pending, std::string_view target) {
  const std::vector<std::string_view> parts = base::components(target);
  pending.insert(pending.end(), parts.rbegin(), parts.rend());
}

} // namespace

std::size_t LinkResolver::StepHash::operator()(const Step& step) const {
  constexpr std::size_t k_odd = 0x9E3779B1;
  return std::hash<std::string_view>{}(step.part) ^ (step.parent * k_odd);
}

LinkResolver::LinkResolver(const CheckInput& input)
    : system_(is_system_package(input.artifact.format)) {
  const std::vector<Entry>& entries = input.artifact.entries;
  const auto is_symlink = [](const Entry& entry) { return entry.type == EntryType::symlink; };
  if (std::none_of(entries.begin(), entries.end(), is_symlink)) return;
  if (system_) {
    for (const std::string_view part : base::components(prefix_of(input.rules))) {
      root_ = add_child(root_, part);
    }
  } else {
    root_ = add_child(k_top, "");
  }
  nodes_[root_].known = true;
  for (const Entry& entry : entries) {
    if (entry.section == Section::metadata) continue;
    if (entry.container != Entry::k_no_container) mark_archive(entries[entry.container].path);
    const std::uint32_t node = add_path(entry.path);
    if (!is_symlink(entry)) continue;
    symlinks_.emplace(&entry, node);
    nodes_[node].link = entry.link_target;
  }
}

LinkTarget LinkResolver::resolve(const Entry& symlink) const {
  const auto start = symlinks_.find(&symlink);
  if (start == symlinks_.end()) return {LinkEnd::outside, symlink.link_target};
  std::uint32_t links = 0;
  LinkTarget target = follow(start->second, symlink, links);
  target.links = links;
  return target;
}

LinkTarget LinkResolver::follow(std::uint32_t start, const Entry& symlink,
                                std::uint32_t& links) const {
  LinkTarget endless{LinkEnd::endless, symlink.link_target};
  LinkTarget outside{LinkEnd::outside, symlink.link_target};
  Place place{.node = nodes_[start].parent};
  std::vector<std::string_view> pending;
  std::string_view target = symlink.link_target;
  int parts = 0;
  while (true) {
    if (!target.empty()) {
      if (++links > k_max_links) return endless;
      const bool has_root = system_ && symlink.container == Entry::k_no_container;
      if (target.starts_with('/') && !has_root) return outside;
      if (target.starts_with('/')) place = {.node = k_top};
      push_parts(pending, target);
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

std::uint32_t LinkResolver::add_child(std::uint32_t parent, std::string_view part) {
  const auto next = static_cast<std::uint32_t>(nodes_.size());
  const auto [child, is_new] = children_.try_emplace({parent, part}, next);
  if (is_new) nodes_.push_back({.parent = parent, .part = part});
  return child->second;
}

std::uint32_t LinkResolver::add_path(std::string_view policy_path) {
  std::uint32_t node = policy_path.starts_with('/') ? k_top : root_;
  for (const std::string_view part : base::components(policy_path)) {
    if (part == ".") continue;
    node = add_child(node, part);
    nodes_[node].known = true;
  }
  return node;
}

void LinkResolver::mark_archive(std::string_view policy_path) {
  const auto [known, is_new] = archives_.insert(std::string(policy_path) + "!");
  if (is_new) nodes_[add_path(*known)].archive = true;
}

// False when that would leave what the package is unpacked into.
bool LinkResolver::leave(Place& place) const {
  if (!place.rest.empty()) {
    place.rest.pop_back();
    return true;
  }
  if (nodes_[place.node].archive || place.node == k_top || (!system_ && place.node == root_))
    return false;
  place.node = nodes_[place.node].parent;
  return true;
}

// Stays and returns the target when `part` is a symlink.
std::string_view LinkResolver::enter(Place& place, std::string_view part) const {
  const auto child = children_.find({place.node, part});
  if (!place.rest.empty() || child == children_.end()) {
    place.rest.push_back(part);
    return {};
  }
  const Node& node = nodes_[child->second];
  if (node.link.empty()) place.node = child->second;
  return node.link;
}

LinkTarget LinkResolver::describe(const Place& place) const {
  std::vector<std::string_view> parts(place.rest.rbegin(), place.rest.rend());
  std::uint32_t node = place.node;
  for (; node != root_ && node != k_top; node = nodes_[node].parent) {
    parts.push_back(nodes_[node].part);
  }
  const bool inside = node == root_;
  std::string path;
  for (auto part = parts.rbegin(); part != parts.rend(); ++part) {
    if (!inside || !path.empty()) path += '/';
    path += *part;
  }
  if (path.empty()) path = inside ? "." : "/";
  if (place.rest.empty() && nodes_[place.node].known) return {LinkEnd::present, path};
  return {inside ? LinkEnd::missing : LinkEnd::outside, path};
}

} // namespace package_audit::checks
