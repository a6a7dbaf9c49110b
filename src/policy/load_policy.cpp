#include "base/error.hpp"
#include "base/text.hpp"
#include "checks/registry.hpp"
#include "policy/load.hpp"
#include "policy/signatures.hpp"

#include <fmt/format.h>

#include <iterator>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

namespace package_audit::policy {

namespace {

// A finding names the rule by its id.
void require_one_of_each(const Policy& policy) {
  std::set<std::string_view> ids;
  for (const SignatureRule& rule : policy.signatures) {
    if (!ids.insert(rule.id).second) {
      throw base::Error(fmt::format("{}: two signatures are called \"{}\"; bundled ones count too",
                                    policy.name, base::printable(rule.id)));
    }
  }
}

} // namespace

Policy load_policy(std::string_view file, const Variables& variables) {
  std::vector<KnownCheck> checks;
  for (const Check* const check : checks::all_checks()) {
    checks.push_back({.id = check->id,
                      .mandatory = check->mandatory,
                      .takes_signatures = check->takes_signatures});
  }
  Policy policy = load_policy(file, variables, checks);
  std::vector<SignatureRule> own =
      std::exchange(policy.signatures, load_builtin_signatures(checks));
  policy.signatures.insert(policy.signatures.end(), std::make_move_iterator(own.begin()),
                           std::make_move_iterator(own.end()));
  require_one_of_each(policy);
  return policy;
}

} // namespace package_audit::policy
