#pragma once

#include "base/glob.hpp"
#include "policy/json_document.hpp"
#include "policy/scope.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace package_audit::policy {

// Whether the value of a variable is to match itself or to stand as it is.
enum class Substitution { glob_escaped, verbatim };

struct Substituted {
  std::string text{};
  // For each byte of `text` the byte of the original that it came from; one more for the end.
  std::vector<std::size_t> origin{};
};

// Puts values in the place of ${name}. Throws Error for a name that has none.
Substituted substitute(const Scope& scope, const JsonValue& value, std::string_view name,
                       Substitution how);

// Throws Error, with the caret under the fault, for what is no pattern.
base::Glob glob_of(const Scope& scope, const JsonValue& value, std::string_view name,
                   base::GlobUse use = base::GlobUse::path);

// True for what can be written between "${" and "}".
bool is_variable_name(std::string_view text);

} // namespace package_audit::policy
