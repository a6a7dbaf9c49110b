#include "model/policy.hpp"

namespace package_audit {

namespace {

template <class Rule>
void append(std::vector<Rule>& target, const std::vector<Rule>& more) {
  target.insert(target.end(), more.begin(), more.end());
}

template <class Map>
void overwrite(Map& target, const Map& more) {
  for (const auto& [key, value] : more)
    target.insert_or_assign(key, value);
}

} // namespace

void merge(RuleSet& target, const RuleSet& more) {
  append(target.allow, more.allow);
  append(target.require, more.require);
  append(target.deny, more.deny);
  append(target.exceptions, more.exceptions);
  overwrite(target.severities, more.severities);
  overwrite(target.limits, more.limits);
  if (more.prefix) target.prefix = more.prefix;
}

Limits limits_of(const RuleSet& rules) {
  Limits limits;
  for (const LimitInfo& limit : all_limits()) {
    const auto found = rules.limits.find(limit.name);
    if (found != rules.limits.end()) limits.*limit.value = found->second;
  }
  return limits;
}

std::string_view prefix_of(const RuleSet& rules) {
  return rules.prefix ? std::string_view(*rules.prefix) : "/usr";
}

} // namespace package_audit
