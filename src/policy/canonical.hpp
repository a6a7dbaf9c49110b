#pragma once

#include "model/policy.hpp"

#include <string>

namespace package_audit::policy {

// One text for all policies that judge equally: without places, comments and the reasons of path
// rules, with variables put in, lists sorted, repeated rules once.
std::string canonical_form(const Policy& policy);

} // namespace package_audit::policy
