#pragma once

#include "model/limits.hpp"
#include "model/policy.hpp"

namespace package_audit::policy {

// The common rules, then those of each block that applies, in the order of the file. Throws Error
// when the allowlist is empty for the package: nothing could be accepted.
RuleSet rules_for(const Policy& policy, const PackageIdentity& package);

// For each limit the loosest value of any block: limits for reading a package, before its format
// and name decide which blocks apply.
Limits loosest_limits(const Policy& policy);

} // namespace package_audit::policy
