#pragma once

#include "checks/check_input.hpp"
#include "model/check.hpp"
#include "model/finding.hpp"

#include <vector>

namespace package_audit::checks {

// Checks that differ only in their data are rows of a table.
void add_name_checks(std::vector<const Check*>& checks);
void add_content_checks(std::vector<const Check*>& checks);
void add_attribute_checks(std::vector<const Check*>& checks);
void add_anomaly_checks(std::vector<const Check*>& checks);

// Checks with logic of their own have a file each.
extern const Check k_build_state;
extern const Check k_builder_identity;
extern const Check k_case_collision;
extern const Check k_core_dump;
extern const Check k_dangling_link;
extern const Check k_deceptive_name;
extern const Check k_denied_entry;
extern const Check k_device_entry;
extern const Check k_duplicate_entry;
extern const Check k_empty_package;
extern const Check k_limit_exceeded;
extern const Check k_link_escape;
extern const Check k_missing_checksum;
extern const Check k_missing_entry;
extern const Check k_path_escape;
extern const Check k_setuid_file;
extern const Check k_source_tree_file;
extern const Check k_unlisted_entry;
extern const Check k_unopened_archive;
extern const Check k_unportable_name;
extern const Check k_world_writable;

} // namespace package_audit::checks
