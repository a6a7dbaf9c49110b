#pragma once

#include "model/signature.hpp"
#include "policy/json_document.hpp"
#include "policy/scope.hpp"

#include <vector>

namespace package_audit::policy {

// The value of "signatures". Throws Error for a rule that cannot be used.
std::vector<SignatureRule> read_signatures(const Scope& scope, const JsonValue& list);

// The bundled ones, parsed once.
const std::vector<SignatureRule>& builtin_signature_rules();

} // namespace package_audit::policy
