#pragma once

#include <span>
#include <string_view>

namespace package_audit::policy {

// Prefix of the name of a bundled policy.
inline constexpr std::string_view k_builtin_prefix = "builtin:";

// A policy of the directory policies/, compiled into the program.
struct BuiltinPolicy {
  std::string_view name{};
  std::string_view text{};
};

// Sorted by name.
std::span<const BuiltinPolicy> builtin_policies();

// Null when there is none.
const BuiltinPolicy* find_builtin(std::string_view name);

// The bundled signature rules: an object with "signatures", as in a policy.
std::string_view builtin_signatures();

// The JSON schema of policies.
std::string_view policy_schema();

} // namespace package_audit::policy
