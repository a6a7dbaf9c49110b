#pragma once

#include "model/signature.hpp"

#include <string_view>

namespace package_audit::content::signatures {

// True when `value` is what the validator asks for. Takes any bytes.
bool passes(Validator validator, std::string_view value);

} // namespace package_audit::content::signatures
