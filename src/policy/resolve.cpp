#include "policy/rules.hpp"
#include "util/path.hpp"
#include "util/text.hpp"
#include <package_audit/error.hpp>
#include <package_audit/policy.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace package_audit {

namespace {

// Longest first, so that ".tar.gz" goes as a whole.
constexpr std::array<std::string_view, 19> k_extensions{
    ".tar.bz2", ".tar.zst", ".tar.gz", ".tar.xz", ".tar.z",   ".tar", ".tgz",
    ".txz",     ".tbz2",    ".tzst",   ".tz",     ".tbz",     ".zip", ".7z",
    ".sh",      ".deb",     ".ddeb",   ".rpm",    ".appimage"};

std::string_view stem(std::string_view file_name) {
  for (const std::string_view extension : k_extensions) {
    if (ends_with_ignoring_case(file_name, extension)) {
      return file_name.substr(0, file_name.size() - extension.size());
    }
  }
  return file_name;
}

// An .rpm calls itself name-version-release.
std::string_view without_version(std::string_view rpm_name) {
  for (int i = 0; i < 2; ++i) {
    const std::size_t dash = rpm_name.rfind('-');
    if (dash == std::string_view::npos) return rpm_name;
    rpm_name = rpm_name.substr(0, dash);
  }
  return rpm_name;
}

bool has_component(const PackageIdentity& package, std::string_view component) {
  const std::string suffix = "-" + std::string(component);
  const std::string_view file_name = package.file_name;
  std::vector<std::string_view> names{stem(file_name), package.package_name};
  if (const std::size_t bar = file_name.find('_'); bar != std::string_view::npos) {
    names.push_back(file_name.substr(0, bar));
  }
  if (package.format == Format::rpm) names.push_back(without_version(package.package_name));
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
