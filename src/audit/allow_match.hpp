#pragma once

#include "base/path_tree.hpp"
#include "model/artifact.hpp"
#include "model/policy.hpp"
#include "model/result.hpp"

#include <span>
#include <vector>

namespace package_audit::audit {

// How the allowlist applies to each entry, in the order of `entries`.
std::vector<ListMatch> match_allowlist(std::span<const Entry> entries, const base::PathTree& paths,
                                       const RuleSet& rules);

} // namespace package_audit::audit
