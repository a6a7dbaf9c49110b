#include "checks/link_target.hpp"

#include "util/path.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace package_audit {

namespace {

// As many as Linux follows.
constexpr int k_max_links = 40;

std::string key(const std::vector<std::string_view>& place) {
  return fmt::format("{}", fmt::join(place, "/"));
}

// The parts that are still to be walked, the next one last.
void push_parts(std::vector<std::string_view>& pending, std::string_view target) {
  const std::vector<std::string_view> parts = components(target);
  pending.insert(pending.end(), parts.rbegin(), parts.rend());
}

} // namespace

LinkResolver::LinkResolver(const CheckInput& input)
    : system_(input.artifact.format == Format::deb || input.artifact.format == Format::rpm),
      root_(system_ ? components(input.policy.prefix) : Place{""}) {
  known_.insert(key(root_));
  for (const Entry& entry : input.artifact.entries) {
    if (entry.section == Section::metadata) continue;
    Place place = place_of(entry.path);
    if (entry.type == EntryType::symlink) links_.emplace(key(place), entry.link_target);
    while (place.size() > root_.size() && known_.insert(key(place)).second)
      place.pop_back();
  }
}

LinkTarget LinkResolver::resolve(const Entry& symlink) const {
  Place place = place_of(symlink.path);
  if (!place.empty()) place.pop_back();
  std::vector<std::string_view> pending;
  int followed = 0;
  for (std::string_view target = symlink.link_target;;) {
    if (target.starts_with('/')) {
      if (!system_) return {LinkEnd::outside, symlink.link_target};
      place.clear();
    }
    push_parts(pending, target);
    target = {};
    while (!pending.empty()) {
      const std::string_view part = pending.back();
      pending.pop_back();
      if (part == ".") continue;
      if (part == "..") {
        if (place.empty() || (!system_ && place == root_))
          return {LinkEnd::outside, symlink.link_target};
        place.pop_back();
        continue;
      }
      place.push_back(part);
      const auto link = links_.find(key(place));
      if (link == links_.end()) continue;
      if (++followed > k_max_links) return {LinkEnd::endless, symlink.link_target};
      place.pop_back();
      target = link->second;
      break;
    }
    if (target.empty()) break;
  }
  if (known_.contains(key(place))) return {LinkEnd::present, policy_path_of(place)};
  return {is_below_root(place) ? LinkEnd::missing : LinkEnd::outside, policy_path_of(place)};
}

LinkResolver::Place LinkResolver::place_of(std::string_view policy_path) const {
  if (policy_path.starts_with('/')) return components(policy_path);
  Place place = root_;
  for (const std::string_view part : components(policy_path)) {
    if (part != ".") place.push_back(part);
  }
  return place;
}

std::string LinkResolver::policy_path_of(const Place& place) const {
  if (place == root_) return ".";
  if (!is_below_root(place)) return "/" + key(place);
  return key(Place(place.begin() + static_cast<std::ptrdiff_t>(root_.size()), place.end()));
}

bool LinkResolver::is_below_root(const Place& place) const {
  return place.size() >= root_.size() && std::equal(root_.begin(), root_.end(), place.begin());
}

} // namespace package_audit
