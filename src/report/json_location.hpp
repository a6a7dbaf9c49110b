#pragma once

#include <package_audit/finding.hpp>

#include <nlohmann/json.hpp>

namespace package_audit {

// Keeps the order in which keys are written.
using Json = nlohmann::ordered_json;

Json location_json(const Location& location);

} // namespace package_audit
