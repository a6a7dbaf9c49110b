#pragma once

#include "model/policy.hpp"
#include "policy/scope.hpp"

#include <span>
#include <string_view>

namespace package_audit::policy {

// Reads a policy and what it extends. `file` is a path or "builtin:NAME". Throws Error with
// "file:line:column: error: …", the source line and a caret for every mistake in the text.
Policy load_policy(std::string_view file, const Variables& variables);

// The same with the checks that the policy may name.
Policy load_policy(std::string_view file, const Variables& variables,
                   std::span<const KnownCheck> checks);

} // namespace package_audit::policy
