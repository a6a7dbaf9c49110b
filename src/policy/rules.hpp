#pragma once

#include "model/check.hpp"
#include "model/policy.hpp"
#include "policy/fields.hpp"
#include "policy/json_document.hpp"
#include "policy/scope.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace package_audit::policy {

// Keys that the top level of a policy and a package block have in common.
RuleSet read_rules(const Scope& scope, const Fields& fields);

// "allow", "require" or "deny".
std::vector<PathRule> read_paths(const Scope& scope, const JsonValue& list, std::string_view name);

std::vector<Exception> read_exceptions(const Scope& scope, const JsonValue& list);

// Throws Error, with the place and the nearest id, when there is no such check.
const Check& check_of(const Scope& scope, const std::string& id, std::size_t offset);

PackageBlock read_block(const Scope& scope, const JsonValue& value);

} // namespace package_audit::policy
