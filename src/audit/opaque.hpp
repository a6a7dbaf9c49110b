#pragma once

#include "model/artifact.hpp"
#include "model/result.hpp"

#include <vector>

namespace package_audit::audit {

// Removes from `artifact`, and from the `matches` beside it, the members and anomalies of nested
// archives that an allow entry accepts as opaque. True if there were any.
bool remove_opaque_members(Artifact& artifact, std::vector<ListMatch>& matches,
                           const RuleSet& rules);

} // namespace package_audit::audit
