#pragma once

#include <string_view>

namespace package_audit::report {

// Of this tool: "0.1.0".
std::string_view tool_version();

} // namespace package_audit::report
