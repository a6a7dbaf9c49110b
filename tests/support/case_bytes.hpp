#pragma once

#include "support/case_file.hpp"

namespace package_audit::support {

// True when a real package of the recipe's format can have all properties of the recipe.
bool can_be_written(const Recipe& recipe);

// Writes the package, reads it back as the inspector does, and sets the policy paths.
Artifact through_bytes(const Recipe& recipe, const RuleSet& rules,
                       const content::signatures::SignatureSet& signatures);

} // namespace package_audit::support
