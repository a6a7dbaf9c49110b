#pragma once

#include "checks/check_input.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace package_audit::checks {

// The message for a node; `is_entry` unless it is a directory above the entry that is reported.
using NodeMessage = std::function<std::string(PathTree::Id node, bool is_entry)>;

// One finding for each flagged node, at the first entry whose path leads through it. An entry gets
// at most one, for the outermost node that was not reported yet.
std::vector<Finding> report_each_once(const CheckInput& input, std::vector<bool> is_flagged,
                                      const NodeMessage& message);

// "a name with a colon"; empty if nothing is wrong with the name.
using DescribeName = std::function<std::string(std::string_view name)>;

// The same for each node with such a name.
std::vector<Finding> report_names(const CheckInput& input, const DescribeName& describe);

} // namespace package_audit::checks
