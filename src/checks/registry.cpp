#include "checks/registry.hpp"

#include "checks/checks.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace package_audit::checks {

namespace {

// Those with a file of their own, one a line; the others are rows of tables.
// clang-format off
constexpr std::array k_files{
    &k_build_state,
    &k_builder_identity,
    &k_case_collision,
    &k_core_dump,
    &k_dangling_link,
    &k_deceptive_name,
    &k_denied_entry,
    &k_device_entry,
    &k_duplicate_entry,
    &k_empty_package,
    &k_limit_exceeded,
    &k_link_escape,
    &k_missing_checksum,
    &k_missing_entry,
    &k_path_escape,
    &k_setuid_file,
    &k_source_tree_file,
    &k_unlisted_entry,
    &k_unopened_archive,
    &k_unportable_name,
    &k_world_writable,
};
// clang-format on

std::vector<const Check*> collect_checks() {
  std::vector<const Check*> checks(k_files.begin(), k_files.end());
  add_name_checks(checks);
  add_content_checks(checks);
  add_attribute_checks(checks);
  add_anomaly_checks(checks);
  std::sort(checks.begin(), checks.end(),
            [](const Check* a, const Check* b) { return a->id < b->id; });
  return checks;
}

} // namespace

std::span<const Check* const> all_checks() {
  static const std::vector<const Check*> k_checks = collect_checks();
  return k_checks;
}

const Check* find_check(std::string_view id) {
  const std::span<const Check* const> checks = all_checks();
  const auto found = std::lower_bound(
      checks.begin(), checks.end(), id,
      [](const Check* check, std::string_view wanted) { return check->id < wanted; });
  return found != checks.end() && (*found)->id == id ? *found : nullptr;
}

} // namespace package_audit::checks
