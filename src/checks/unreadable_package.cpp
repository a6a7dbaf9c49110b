#include "checks/anomalies.hpp"
#include "checks/checks.hpp"

namespace package_audit::checks {

namespace {

std::vector<Finding> run(const CheckInput& input) {
  return anomaly_findings(input.artifact, [](AnomalyKind kind) {
    return kind == AnomalyKind::unknown_format || kind == AnomalyKind::damaged ||
           kind == AnomalyKind::encrypted;
  });
}

} // namespace

constexpr Check k_unreadable_package{
    .id = "unreadable-package",
    .summary = "package that could not be read to its last byte",
    .why = "What was not read was not audited, and another unpacker may see something else in it.",
    .fix = "Build the package again and check that it was copied whole. Formats that are read: tar "
           "(plain, gz, xz, bz2, zst, Z), zip, 7z, STGZ, deb, rpm, folders; encrypted content is "
           "refused.",
    .default_severity = Severity::error,
    .mandatory = true,
    .run = run,
};

} // namespace package_audit::checks
