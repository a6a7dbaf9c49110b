#pragma once

#include "model/signature.hpp"

#include <string_view>

namespace package_audit::content::signatures {

// Whether `value`, any bytes, meets the condition.
bool is_valid(Validator validator, std::string_view value);

} // namespace package_audit::content::signatures
