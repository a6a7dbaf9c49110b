#pragma once

#include "content/signatures/signature_set.hpp"

#include <memory>

namespace package_audit::support {

using Signatures = std::shared_ptr<const content::signatures::SignatureSet>;

// The bundled rules, compiled once.
const content::signatures::SignatureSet& builtin_signatures();
Signatures shared_builtin_signatures();

} // namespace package_audit::support
