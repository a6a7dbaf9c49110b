#pragma once

#include <package_audit/artifact.hpp>
#include <package_audit/finding.hpp>

#include <vector>

namespace package_audit {

// One finding for each anomaly of the kinds that `wanted` takes.
std::vector<Finding> anomaly_findings(const Artifact& artifact, bool (*wanted)(AnomalyKind));

} // namespace package_audit
