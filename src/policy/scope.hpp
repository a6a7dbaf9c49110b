#pragma once

#include "policy/source_text.hpp"

#include <map>
#include <string>

namespace package_audit::policy {

// Values for ${name} in patterns: {"version", "1.2.3"}.
using Variables = std::map<std::string, std::string, std::less<>>;

// Context for reading the values of one policy file.
struct Scope {
  const SourceText& source;
  const Variables& variables;
};

} // namespace package_audit::policy
