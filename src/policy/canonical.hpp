#pragma once

#include "model/policy.hpp"

#include <string>

namespace package_audit::policy {

// One text for all policies with equal results: without locations, comments and the reasons of path
// rules, with variables substituted, lists sorted, repeated rules once.
std::string canonical_form(const Policy& policy);

} // namespace package_audit::policy
