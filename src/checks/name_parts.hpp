#pragma once

#include "checks/check.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace package_audit::checks {

// What to say of one part of a path; `is_whole` unless it is a folder of the entry in question.
using PartMessage = std::function<std::string(EntryPaths::Id part, bool is_whole)>;

// One finding for each path that `is_odd` has marked, by the numbers of nodes. A folder's is said
// once, at the first entry that needs it.
std::vector<Finding> tell_once(const EntryPaths& paths, std::size_t entry_count,
                               std::vector<bool> is_odd, const PartMessage& message);

// What is odd about one part of a path, as in "a name with a colon"; empty when nothing is.
using NameJudge = std::function<std::string(std::string_view name)>;

// The same for each odd name.
std::vector<Finding> judge_names(const CheckInput& input, const NameJudge& judge);

} // namespace package_audit::checks
