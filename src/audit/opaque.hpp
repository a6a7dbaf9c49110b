#pragma once

#include "checks/check.hpp"
#include "model/artifact.hpp"

#include <vector>

namespace package_audit::audit {

// Takes out of `artifact`, and out of the `matches` beside it, what lies in nested archives that an
// allow entry lets in as opaque: their members, and what was odd about them.
void leave_out_opaque(Artifact& artifact, std::vector<ListMatch>& matches, const RuleSet& rules);

} // namespace package_audit::audit
