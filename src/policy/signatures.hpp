#pragma once

#include "model/signature.hpp"
#include "policy/json_document.hpp"
#include "policy/scope.hpp"

#include <span>
#include <vector>

namespace package_audit::policy {

// The value of "signatures". Throws Error for a rule that cannot be used.
std::vector<SignatureRule> read_signatures(const Scope& scope, const JsonValue& list);

// The bundled ones. `checks` must hold those that they name.
std::vector<SignatureRule> load_builtin_signatures(std::span<const KnownCheck> checks);

} // namespace package_audit::policy
