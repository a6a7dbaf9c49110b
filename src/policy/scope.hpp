#pragma once

#include "model/policy.hpp"
#include "policy/source_text.hpp"

#include <functional>
#include <map>
#include <span>
#include <string_view>

namespace package_audit::policy {

// Values for ${name} in patterns, e.g. {"version", "1.2.3"}.
using Variables = std::map<std::string, std::string, std::less<>>;

// What a policy has to know of a check.
struct KnownCheck {
  std::string_view id{};
  bool mandatory = false;
  // It reports what signatures find.
  bool takes_signatures = false;
};

// What gives the values of one policy file their meaning.
struct Scope {
  const SourceText& source;
  const Variables& variables;
  std::span<const KnownCheck> checks;
};

} // namespace package_audit::policy
