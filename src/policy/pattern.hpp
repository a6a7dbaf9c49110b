#pragma once

#include "base/glob.hpp"
#include "policy/json_document.hpp"
#include "policy/scope.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace package_audit::policy {

// How the value of a variable is inserted: as a pattern that matches it, or as it is.
enum class Substitution { glob_escaped, verbatim };

struct Substituted {
  std::string text{};
  // For each byte of `text` its offset in the original; one more for the end.
  std::vector<std::size_t> origin{};
};

// Replaces ${name} by its value. Throws Error for a name without one.
Substituted substitute(const Scope& scope, const JsonValue& value, std::string_view name,
                       Substitution how);

// Throws Error, with the caret under the fault, for a malformed pattern.
base::Glob glob_of(const Scope& scope, const JsonValue& value, std::string_view name,
                   base::GlobUse use = base::GlobUse::path);

// True for text that is valid between "${" and "}".
bool is_variable_name(std::string_view text);

} // namespace package_audit::policy
