#include "audit/opaque.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace package_audit::audit {

namespace {

// For each entry, whether what is in it counts.
std::vector<bool> find_closed(const Artifact& artifact, const std::vector<ListMatch>& matches,
                              const RuleSet& rules) {
  std::vector<bool> closed(matches.size());
  for (std::size_t i = 0; i < closed.size(); ++i) {
    const std::uint32_t outer = artifact.entries[i].container;
    const PathRule* const rule = rule_of(matches[i], rules);
    closed[i] = (outer != Entry::k_no_container && closed[outer]) ||
                (matches[i].fits && rule != nullptr && rule->opaque);
  }
  return closed;
}

} // namespace

bool leave_out_opaque(Artifact& artifact, std::vector<ListMatch>& matches, const RuleSet& rules) {
  const std::vector<bool> closed = find_closed(artifact, matches, rules);
  if (std::find(closed.begin(), closed.end(), true) == closed.end()) return false;
  const auto is_hidden = [&](std::uint32_t container) {
    return container != Entry::k_no_container && closed[container];
  };
  std::erase_if(artifact.anomalies,
                [&](const Anomaly& anomaly) { return is_hidden(anomaly.container); });
  std::vector<std::uint32_t> moved(closed.size());
  std::uint32_t kept = 0;
  for (std::size_t i = 0; i < closed.size(); ++i) {
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
