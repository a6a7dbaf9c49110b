#pragma once

#include "model/finding.hpp"

#include <nlohmann/json.hpp>

namespace package_audit::report {

// Keeps the order in which keys are written.
using Json = nlohmann::ordered_json;

Json location_json(const Location& location);

} // namespace package_audit::report
