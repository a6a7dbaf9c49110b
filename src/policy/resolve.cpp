#include "policy/resolve.hpp"

#include "base/error.hpp"
#include "base/path.hpp"
#include "base/text.hpp"
#include "model/file_name.hpp"
#include "model/policy.hpp"
#include "policy/rules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace package_audit::policy {

namespace {

bool has_component(const PackageIdentity& package, std::string_view component) {
  const std::string suffix = "-" + std::string(component);
  const std::string_view file_name = package.file_name;
  std::vector<std::string_view> names{package_stem(file_name), package.package_name};
  if (const std::size_t bar = file_name.find('_'); bar != std::string_view::npos) {
    names.push_back(file_name.substr(0, bar));
  }
  return std::any_of(names.begin(), names.end(), [&](std::string_view name) {
    return base::ends_with_ignoring_case(name, suffix);
  });
}

bool applies(const PackageBlock& block, const PackageIdentity& package) {
  return (!block.component || has_component(package, *block.component)) &&
         (!block.format || *block.format == package.format) &&
         (!block.generator || base::equal_ignoring_case(*block.generator, package.generator)) &&
         (!block.config || base::equal_ignoring_case(*block.config, package.config)) &&
         (!block.name || block.name->matches(package.file_name));
}

template <class Rule>
void append(std::vector<Rule>& target, const std::vector<Rule>& more) {
  target.insert(target.end(), more.begin(), more.end());
}

void merge(PackagePolicy& policy, const PackageBlock& block) {
  append(policy.allow, block.allow);
  append(policy.require, block.require);
  append(policy.deny, block.deny);
  append(policy.exceptions, block.exceptions);
  for (const auto& [check, rule] : block.severities)
    policy.severities[check] = rule;
  apply_limits(block.limits, policy.limits);
  if (block.prefix) policy.prefix = *block.prefix;
}

} // namespace

Limits loosest_limits(const Policy& policy) {
  Limits limits = policy.common.limits;
  for (const PackageBlock& block : policy.blocks) {
    Limits own = policy.common.limits;
    apply_limits(block.limits, own);
    for (const LimitInfo& limit : all_limits()) {
      limits.*limit.value = std::max(limits.*limit.value, own.*limit.value);
    }
  }
  return limits;
}

PackagePolicy rules_for(const Policy& policy, const PackageIdentity& package) {
  PackagePolicy result = policy.common;
  for (const PackageBlock& block : policy.blocks) {
    if (applies(block, package)) merge(result, block);
  }
  if (result.allow.empty()) {
    throw base::Error(
        fmt::format("{}: {} allows nothing for this package: there is no \"allow\" at its "
                    "top level and none of its \"packages\" blocks applies",
                    base::printable(package.file_name), policy.name));
  }
  return result;
}

} // namespace package_audit::policy
