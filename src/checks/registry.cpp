#include "checks/check.hpp"
#include "checks/checks.hpp"

#include <algorithm>
#include <array>

namespace package_audit::checks {

namespace {

constexpr std::array k_checks{
    &k_access_token,     &k_ambiguous_package,   &k_build_path,       &k_build_state,
    &k_build_trace,      &k_builder_identity,    &k_bulk_data,        &k_case_collision,
    &k_compiler_command, &k_confidential_marker, &k_core_dump,        &k_credential,
    &k_dangling_link,    &k_debug_file,          &k_debug_info,       &k_debug_reference,
    &k_deceptive_name,   &k_denied_entry,        &k_development_file, &k_device_entry,
    &k_digest_mismatch,  &k_duplicate_entry,     &k_editor_litter,    &k_embedded_source,
    &k_empty_package,    &k_inline_source_map,   &k_limit_exceeded,   &k_link_escape,
    &k_link_mismatch,    &k_link_time_code,      &k_missing_checksum, &k_missing_entry,
    &k_mode_mismatch,    &k_os_litter,           &k_owner_mismatch,   &k_path_escape,
    &k_private_key,      &k_repository_data,     &k_run_path,         &k_secret_file,
    &k_setuid_file,      &k_size_mismatch,       &k_source_map,       &k_source_map_file,
    &k_source_reference, &k_source_tree_file,    &k_symbol_table,     &k_test_file,
    &k_third_party_file, &k_trailing_data,       &k_type_mismatch,    &k_unlisted_entry,
    &k_unopened_archive, &k_unportable_name,     &k_unread_structure, &k_unreadable_package,
    &k_version_control,  &k_world_writable};

} // namespace

std::span<const Check* const> all_checks() {
  return k_checks;
}

const Check* find_check(std::string_view id) {
  const auto found = std::find_if(k_checks.begin(), k_checks.end(),
                                  [id](const Check* check) { return check->id == id; });
  return found == k_checks.end() ? nullptr : *found;
}

} // namespace package_audit::checks
