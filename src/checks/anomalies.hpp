#pragma once

#include "model/artifact.hpp"
#include "model/finding.hpp"

#include <vector>

namespace package_audit::checks {

// One finding for each anomaly of the kinds for which `is_reported` returns true.
std::vector<Finding> report_anomalies(const Artifact& artifact, bool (*is_reported)(AnomalyKind));

} // namespace package_audit::checks
