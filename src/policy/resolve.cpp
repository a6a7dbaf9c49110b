#include "policy/resolve.hpp"

#include "base/error.hpp"
#include "base/path.hpp"
#include "base/text.hpp"
#include "model/format.hpp"
#include "model/policy.hpp"

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

} // namespace

Limits loosest_limits(const Policy& policy) {
  Limits limits = limits_of(policy.common);
  for (const PackageBlock& block : policy.blocks) {
    RuleSet rules{.limits = policy.common.limits};
    merge(rules, {.limits = block.rules.limits});
    const Limits own = limits_of(rules);
    for (const LimitInfo& limit : all_limits()) {
      limits.*limit.value = std::max(limits.*limit.value, own.*limit.value);
    }
  }
  return limits;
}

RuleSet rules_for(const Policy& policy, const PackageIdentity& package) {
  RuleSet result = policy.common;
  for (const PackageBlock& block : policy.blocks) {
    if (applies(block, package)) merge(result, block.rules);
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
