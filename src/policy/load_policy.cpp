#include "policy/load.hpp"
#include <package_audit/check.hpp>

#include <vector>

namespace package_audit {

Policy load_policy(std::string_view file, const Variables& variables) {
  std::vector<KnownCheck> checks;
  for (const Check* const check : all_checks())
    checks.push_back({.id = check->id, .mandatory = check->mandatory});
  return load_policy(file, variables, checks);
}

} // namespace package_audit
