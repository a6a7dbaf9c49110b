#pragma once

#include "model/check.hpp"

#include <span>
#include <string_view>

namespace package_audit::checks {

// Every check, sorted by id.
std::span<const Check* const> all_checks();

// Null if no check has this id.
const Check* find_check(std::string_view id);

} // namespace package_audit::checks
