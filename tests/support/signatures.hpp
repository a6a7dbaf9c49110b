#pragma once

#include <package_audit/signature_set.hpp>

namespace package_audit::support {

// The bundled rules, compiled once.
const SignatureSet& builtin_signatures();

} // namespace package_audit::support
