#include "audit/opaque.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace package_audit::audit {

namespace {

// For each entry, whether its members are removed.
std::vector<bool> find_opaque(const Artifact& artifact, const std::vector<ListMatch>& matches,
                              const RuleSet& rules) {
  std::vector<bool> opaque(matches.size());
  for (std::size_t i = 0; i < opaque.size(); ++i) {
    const std::uint32_t outer = artifact.entries[i].container;
    const PathRule* const rule = rule_of(matches[i], rules);
    opaque[i] = (outer != Entry::k_no_container && opaque[outer]) ||
                (matches[i].fits && rule != nullptr && rule->opaque);
  }
  return opaque;
}

} // namespace

bool remove_opaque_members(Artifact& artifact, std::vector<ListMatch>& matches,
                           const RuleSet& rules) {
  const std::vector<bool> opaque = find_opaque(artifact, matches, rules);
  if (std::find(opaque.begin(), opaque.end(), true) == opaque.end()) return false;
  const auto is_hidden = [&](std::uint32_t container) {
    return container != Entry::k_no_container && opaque[container];
  };
  std::erase_if(artifact.anomalies,
                [&](const Anomaly& anomaly) { return is_hidden(anomaly.container); });
  std::vector<std::uint32_t> moved(opaque.size());
  std::uint32_t kept = 0;
  for (std::size_t i = 0; i < opaque.size(); ++i) {
    Entry& entry = artifact.entries[i];
    if (is_hidden(entry.container)) continue;
    if (entry.container != Entry::k_no_container) entry.container = moved[entry.container];
    moved[i] = kept;
    if (kept != i) {
      artifact.entries[kept] = std::move(entry);
      matches[kept] = matches[i];
    }
    ++kept;
  }
  for (Anomaly& anomaly : artifact.anomalies) {
    if (anomaly.container != Entry::k_no_container) anomaly.container = moved[anomaly.container];
  }
  artifact.entries.resize(kept);
  matches.resize(kept);
  return true;
}

} // namespace package_audit::audit
