#include "checks/anomalies.hpp"
#include "checks/checks.hpp"

namespace package_audit {

namespace {

std::vector<Finding> run(const CheckInput& input) {
  return anomaly_findings(input.artifact,
                          [](AnomalyKind kind) { return kind == AnomalyKind::limit; });
}

} // namespace

constexpr Check k_limit_exceeded{
    .id = "limit-exceeded",
    .summary = "package that reaches a limit of the policy",
    .why = "Reading stopped there, so the rest was not audited. Packages that grow this much often "
           "hold something that nobody meant to ship.",
    .fix =
        "Look at what made the package grow. If it is meant, raise the limit that the finding "
        "names under `limits` in the policy: package_size, entry_size, unpacked_size, entries or "
        "path_length.",
    .default_severity = Severity::error,
    .mandatory = true,
    .run = run,
};

} // namespace package_audit
