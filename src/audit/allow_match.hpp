#pragma once

#include "checks/check.hpp"

#include <span>
#include <vector>

namespace package_audit::audit {

// How the allowlist sees each entry, in the order of `entries`. Pointers go into `policy`.
std::vector<ListMatch> match_allowlist(std::span<const Entry> entries, const PackagePolicy& policy);

} // namespace package_audit::audit
