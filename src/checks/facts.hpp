#pragma once

#include <package_audit/check.hpp>

#include <string_view>
#include <vector>

namespace package_audit {

// One finding for each place where a signature rule that names `check` matches; several places of
// one rule in one file are one finding.
std::vector<Finding> find_signatures(const CheckInput& input, std::string_view check);

} // namespace package_audit
