#pragma once

#include "checks/check.hpp"

namespace package_audit::checks {

extern const Check k_access_token;
extern const Check k_ambiguous_package;
extern const Check k_build_path;
extern const Check k_build_state;
extern const Check k_build_trace;
extern const Check k_builder_identity;
extern const Check k_bulk_data;
extern const Check k_case_collision;
extern const Check k_compiler_command;
extern const Check k_confidential_marker;
extern const Check k_core_dump;
extern const Check k_credential;
extern const Check k_dangling_link;
extern const Check k_debug_file;
extern const Check k_debug_info;
extern const Check k_debug_reference;
extern const Check k_deceptive_name;
extern const Check k_denied_entry;
extern const Check k_development_file;
extern const Check k_device_entry;
extern const Check k_digest_mismatch;
extern const Check k_duplicate_entry;
extern const Check k_editor_litter;
extern const Check k_embedded_source;
extern const Check k_empty_package;
extern const Check k_inline_source_map;
extern const Check k_limit_exceeded;
extern const Check k_link_escape;
extern const Check k_link_mismatch;
extern const Check k_link_time_code;
extern const Check k_missing_checksum;
extern const Check k_missing_entry;
extern const Check k_mode_mismatch;
extern const Check k_os_litter;
extern const Check k_owner_mismatch;
extern const Check k_path_escape;
extern const Check k_private_key;
extern const Check k_repository_data;
extern const Check k_run_path;
extern const Check k_secret_file;
extern const Check k_setuid_file;
extern const Check k_size_mismatch;
extern const Check k_source_map;
extern const Check k_source_map_file;
extern const Check k_source_reference;
extern const Check k_source_tree_file;
extern const Check k_symbol_table;
extern const Check k_test_file;
extern const Check k_third_party_file;
extern const Check k_trailing_data;
extern const Check k_type_mismatch;
extern const Check k_unlisted_entry;
extern const Check k_unopened_archive;
extern const Check k_unportable_name;
extern const Check k_unread_structure;
extern const Check k_unreadable_package;
extern const Check k_version_control;
extern const Check k_world_writable;

} // namespace package_audit::checks
