#include "checks/anomalies.hpp"
#include "checks/checks.hpp"

namespace package_audit::checks {

namespace {

std::vector<Finding> run(const CheckInput& input) {
  return anomaly_findings(input.artifact, [](AnomalyKind kind) {
    return kind == AnomalyKind::ambiguous || kind == AnomalyKind::unexpected_bytes ||
           kind == AnomalyKind::format_mismatch;
  });
}

} // namespace

constexpr Check k_ambiguous_package{
    .id = "ambiguous-package",
    .summary = "package in which another unpacker may see something else",
    .why = "Two readers disagree about what is in it, or bytes in it belong to nothing. What was "
           "audited is then not what every user gets.",
    .fix = "Build the package again with the tool that made it, and change nothing in it "
           "afterwards. A nested archive that another tool needs in just this form can be let in "
           "unopened by `\"archive\": \"opaque\"` in its allow entry.",
    .default_severity = Severity::error,
    .mandatory = true,
    .run = run,
};

} // namespace package_audit::checks
