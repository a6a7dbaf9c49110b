#include "policy/rules.hpp"
#include "util/file_name.hpp"
#include "util/path.hpp"
#include "util/text.hpp"
#include <package_audit/error.hpp>
#include <package_audit/policy.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace package_audit {

namespace {

bool has_component(const PackageIdentity& package, std::string_view component) {
  const std::string suffix = "-" + std::string(component);
  const std::string_view file_name = package.file_name;
  std::vector<std::string_view> names{package_stem(file_name), package.package_name};
  if (const std::size_t bar = file_name.find('_'); bar != std::string_view::npos) {
    names.push_back(file_name.substr(0, bar));
  }
  return std::any_of(names.begin(), names.end(),
                     [&](std::string_view name) { return ends_with_ignoring_case(name, suffix); });
}

bool applies(const PackageBlock& block, const PackageIdentity& package) {
  return (!block.component || has_component(package, *block.component)) &&
         (!block.format || *block.format == package.format) &&
         (!block.generator || equal_ignoring_case(*block.generator, package.generator)) &&
         (!block.config || equal_ignoring_case(*block.config, package.config)) &&
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

Limits Policy::widest_limits() const {
  Limits limits = common.limits;
  for (const PackageBlock& block : blocks) {
    Limits own = common.limits;
    apply_limits(block.limits, own);
    for (const LimitInfo& limit : all_limits()) {
      limits.*limit.value = std::max(limits.*limit.value, own.*limit.value);
    }
  }
  return limits;
}

PackagePolicy Policy::for_package(const PackageIdentity& package) const {
  PackagePolicy result = common;
  for (const PackageBlock& block : blocks) {
    if (applies(block, package)) merge(result, block);
  }
  if (result.allow.empty()) {
    throw Error(fmt::format("{}: {} allows nothing for this package: there is no \"allow\" at its "
                            "top level and none of its \"packages\" blocks applies",
                            printable(package.file_name), name));
  }
  return result;
}

} // namespace package_audit
