#pragma once

#include "model/policy.hpp"
#include "policy/scope.hpp"

#include <string_view>

namespace package_audit::policy {

// Reads a policy and the files that it extends, and puts the bundled signatures before its own.
// `file` is a path or "builtin:NAME". Throws Error with "file:line:column: error: …", the source
// line and a caret for every mistake in the text.
Policy load_policy(std::string_view file, const Variables& variables);

} // namespace package_audit::policy
