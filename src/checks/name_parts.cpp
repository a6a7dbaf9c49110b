#include "checks/name_parts.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <span>
#include <utility>

namespace package_audit::checks {

std::vector<Finding> tell_once(const EntryPaths& paths, std::size_t entry_count,
                               std::vector<bool> is_odd, const PartMessage& message) {
  const std::span<const EntryPaths::Node> nodes = paths.nodes();
  // Nearly always nothing: then no entry has to be looked at.
  std::vector<bool> leads_by_odd = is_odd;
  bool any = false;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (nodes[i].folder != EntryPaths::k_none && leads_by_odd[nodes[i].folder]) {
      leads_by_odd[i] = true;
    }
    any = any || leads_by_odd[i];
  }
  std::vector<Finding> findings;
  for (std::size_t i = 0; any && i < entry_count; ++i) {
    if (!leads_by_odd[paths.of(i)]) continue;
    for (const EntryPaths::Id part : paths.way_to(paths.of(i))) {
      if (!is_odd[part]) continue;
      is_odd[part] = false;
      findings.push_back({.entry = i, .message = message(part, part == paths.of(i))});
      break;
    }
  }
  return findings;
}

std::vector<Finding> judge_names(const CheckInput& input, const NameJudge& judge) {
  std::vector<bool> is_odd;
  for (const EntryPaths::Node& node : input.paths.nodes()) {
    const bool has_name = !node.name.empty() && node.name != "." && node.name != "..";
    is_odd.push_back(has_name && !judge(node.name).empty());
  }
  const auto message = [&](EntryPaths::Id part, bool is_whole) {
    const EntryPaths::Node& node = input.paths.nodes()[part];
    if (is_whole) return "has " + judge(node.name);
    return fmt::format("its folder {} has {}", node.path, judge(node.name));
  };
  return tell_once(input.paths, input.artifact.entries.size(), std::move(is_odd), message);
}

} // namespace package_audit::checks
