#include "checks/anomalies.hpp"

#include <algorithm>

namespace package_audit::checks {

namespace {

// The entry that was being read, if it made it into the list, or the nested archive that holds it.
std::size_t entry_of(const Artifact& artifact, const Anomaly& anomaly) {
  const std::vector<Entry>& entries = artifact.entries;
  if (anomaly.member.empty()) return Finding::k_no_entry;
  if (anomaly.container != Entry::k_no_container &&
      entries[anomaly.container].member == anomaly.member) {
    return anomaly.container;
  }
  const auto entry = std::find_if(entries.rbegin(), entries.rend(), [&](const Entry& candidate) {
    return candidate.container == anomaly.container && candidate.member == anomaly.member;
  });
  if (entry == entries.rend()) return Finding::k_no_entry;
  return static_cast<std::size_t>(entries.rend() - entry) - 1;
}

} // namespace

std::vector<Finding> anomaly_findings(const Artifact& artifact, bool (*wanted)(AnomalyKind)) {
  std::vector<Finding> findings;
  for (const Anomaly& anomaly : artifact.anomalies) {
    if (!wanted(anomaly.kind)) continue;
    const std::size_t entry = entry_of(artifact, anomaly);
    findings.push_back({.entry = entry,
                        .path = entry == Finding::k_no_entry ? anomaly.member : std::string{},
                        .message = anomaly.detail});
  }
  return findings;
}

} // namespace package_audit::checks
