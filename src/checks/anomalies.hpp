#pragma once

#include "model/artifact.hpp"
#include "model/finding.hpp"

#include <vector>

namespace package_audit::checks {

// One finding for each anomaly of the kinds that `wanted` takes.
std::vector<Finding> anomaly_findings(const Artifact& artifact, bool (*wanted)(AnomalyKind));

} // namespace package_audit::checks
