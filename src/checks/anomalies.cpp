#include "checks/anomalies.hpp"

#include "checks/checks.hpp"

#include <algorithm>
#include <array>

namespace package_audit::checks {

namespace {

// The entry that was being read, if it is listed, or the nested archive that holds it.
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

std::vector<Finding> report_anomalies(const Artifact& artifact, bool (*is_reported)(AnomalyKind)) {
  std::vector<Finding> findings;
  for (const Anomaly& anomaly : artifact.anomalies) {
    if (!is_reported(anomaly.kind)) continue;
    const std::size_t entry = entry_of(artifact, anomaly);
    findings.push_back({.entry = entry,
                        .path = entry == Finding::k_no_entry ? anomaly.member : std::string{},
                        .message = anomaly.detail});
  }
  return findings;
}

namespace {

struct AnomalyCheck : Check {
  bool (*is_reported)(AnomalyKind);
};

std::vector<Finding> run(const Check& check, const CheckInput& input) {
  return report_anomalies(input.artifact, static_cast<const AnomalyCheck&>(check).is_reported);
}

bool is_ambiguous(AnomalyKind kind) {
  return kind == AnomalyKind::ambiguous || kind == AnomalyKind::unexpected_bytes ||
         kind == AnomalyKind::format_mismatch;
}

bool is_unreadable(AnomalyKind kind) {
  return kind == AnomalyKind::unknown_format || kind == AnomalyKind::damaged ||
         kind == AnomalyKind::encrypted;
}

constexpr auto k_anomaly_checks = std::to_array<AnomalyCheck>({
    {{.id = "ambiguous-package",
      .summary = "package in which another unpacker may see something else",
      .why = "Two readers disagree about what is in it, or bytes in it belong to nothing. What was "
             "audited is then not what every user gets.",
      .fix = "Build the package again with the tool that made it, and change nothing in it "
             "afterwards. A nested archive that another tool needs in just this form can be let in "
             "unopened by `\"archive\": \"opaque\"` in its allow entry.",
      .default_severity = Severity::error,
      .mandatory = true,
      .run = run},
     is_ambiguous},
    {{.id = "unreadable-package",
      .summary = "package that could not be read to its last byte",
      .why =
          "What was not read was not audited, and another unpacker may see something else in it.",
      .fix = "Build the package again and check that it was copied whole. Formats that are read: "
             "tar (plain, gz, xz, bz2, zst, Z), zip, 7z, STGZ, deb, rpm, folders; encrypted "
             "content is refused.",
      .default_severity = Severity::error,
      .mandatory = true,
      .run = run},
     is_unreadable},
});

} // namespace

void add_anomaly_checks(std::vector<const Check*>& checks) {
  for (const AnomalyCheck& check : k_anomaly_checks)
    checks.push_back(&check);
}

} // namespace package_audit::checks
