#pragma once

#include "policy/scope.hpp"
#include <package_audit/policy.hpp>

#include <span>
#include <string_view>

namespace package_audit {

// load_policy() with the checks that the policy may name.
Policy load_policy(std::string_view file, const Variables& variables,
                   std::span<const KnownCheck> checks);

} // namespace package_audit
