#pragma once

#include <package_audit/check.hpp>

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace package_audit {

// What is odd about one part of a path, as in "a name with a colon"; empty when nothing is.
using NameJudge = std::function<std::string(std::string_view name)>;

// One finding for each odd name. A folder's is said once, at the first entry that needs it.
std::vector<Finding> judge_names(const Artifact& artifact, const NameJudge& judge);

} // namespace package_audit
