#pragma once

#include "checks/check.hpp"

#include <span>
#include <vector>

namespace package_audit::audit {

// How the allowlist applies to each entry, in the order of `entries`.
std::vector<ListMatch> match_allowlist(std::span<const Entry> entries, const RuleSet& rules);

} // namespace package_audit::audit
