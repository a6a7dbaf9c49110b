#pragma once

#include <package_audit/signature_set.hpp>

#include <memory>

namespace package_audit::support {

using Signatures = std::shared_ptr<const SignatureSet>;

// The bundled rules, compiled once.
const SignatureSet& builtin_signatures();
Signatures shared_builtin_signatures();

} // namespace package_audit::support
