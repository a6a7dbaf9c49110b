#include "base/path.hpp"
#include "checks/anomalies.hpp"
#include "checks/checks.hpp"
#include "checks/link_resolver.hpp"

namespace package_audit::checks {

namespace {

// A package is read with the loosest limits of the policy, before it is known which of its
// `packages` blocks apply; its own limits are compared here.
std::vector<Finding> compare_limits(const CheckInput& input) {
  const Artifact& artifact = input.artifact;
  const Limits limits = limits_of(input.rules);
  std::vector<Finding> findings;
  const auto over = [&](std::uint64_t Limits::*which, std::size_t entry = Finding::k_no_entry) {
    findings.push_back({.entry = entry, .message = limit_message(which, limits)});
  };
  if (artifact.size > limits.package_size) over(&Limits::package_size);
  if (artifact.entries.size() > limits.entries) over(&Limits::entries);
  const LinkResolver resolver(input);
  std::uint64_t unpacked = 0;
  for (std::size_t i = 0; i < artifact.entries.size(); ++i) {
    const Entry& entry = artifact.entries[i];
    unpacked += entry.size;
    if (entry.size > limits.entry_size) over(&Limits::entry_size, i);
    const std::string_view name = stored_name(artifact, entry);
    if (name.size() > limits.path_length || entry.link_target.size() > limits.path_length) {
      over(&Limits::path_length, i);
    }
    if (base::depth_of(name) > limits.path_depth) over(&Limits::path_depth, i);
    if (entry.type == EntryType::symlink && resolver.resolve(i).links > limits.link_chain)
      over(&Limits::link_chain, i);
  }
  if (unpacked > limits.unpacked_size) over(&Limits::unpacked_size);
  return findings;
}

std::vector<Finding> run(const Check& /*check*/, const CheckInput& input) {
  std::vector<Finding> findings =
      report_anomalies(input.artifact, [](AnomalyKind kind) { return kind == AnomalyKind::limit; });
  // If reading stopped at a limit, the rest is unknown.
  return findings.empty() ? compare_limits(input) : findings;
}

} // namespace

constexpr Check k_limit_exceeded{
    .id = "limit-exceeded",
    .summary = "package that reaches a limit of the policy",
    .why = "Reading stopped there, so the rest was not audited. Packages that grow this much often "
           "hold something that nobody meant to ship.",
    .fix = "Look at what made the package grow. If it is meant, raise the limit that the finding "
           "names under `limits` in the policy.",
    .default_severity = Severity::error,
    .mandatory = true,
    .run = run,
};

} // namespace package_audit::checks
