# cmake -D inspector=<package-audit> [-D scratch=<folder>] [-D only=<regex>] -P tests/cmake/mutate.cmake
#
# Takes the safeguards of the gate out, one at a time, and shows which test notices. Started by a person;
# prints a table and fails if a safeguard can go without any test failing.

cmake_minimum_required(VERSION 3.19...3.31)
get_filename_component(here "${CMAKE_CURRENT_LIST_DIR}" ABSOLUTE)
get_filename_component(repository "${here}/../.." ABSOLUTE)
if(NOT scratch)
  set(scratch "${CMAKE_CURRENT_BINARY_DIR}/mutations")
endif()
set(survivors "")

# Sets `failed` to the first of the scenarios that fails with the module in `module_dir`.
function(run_scenarios module_dir out)
  set("${out}" "" PARENT_SCOPE)
  foreach(scenario IN LISTS ARGN)
    execute_process(
      COMMAND "${CMAKE_COMMAND}" -D "scenario=${here}/scenarios/${scenario}.cmake"
        -D "scratch=${scratch}/run" -D "inspector=${inspector}" -D "repository=${repository}"
        -D "module_dir=${module_dir}" -P "${here}/support/run.cmake"
      RESULT_VARIABLE result OUTPUT_QUIET ERROR_QUIET TIMEOUT 120)
    if(NOT result EQUAL 0)
      set("${out}" "${scenario}" PARENT_SCOPE)
      return()
    endif()
  endforeach()
endfunction()

# mutation(<what goes> <file> <text> <replacement> <scenario>...)
function(mutation what file text replacement)
  if(only AND NOT what MATCHES "${only}")
    return()
  endif()
  file(REMOVE_RECURSE "${scratch}/cmake")
  file(COPY "${repository}/cmake" DESTINATION "${scratch}")
  file(READ "${scratch}/cmake/PackageAudit/${file}.cmake" code)
  string(FIND "${code}" "${text}" found)
  if(found EQUAL -1)
    message(FATAL_ERROR "${file}.cmake does not hold: ${text}")
  endif()
  string(REPLACE "${text}" "${replacement}" code "${code}")
  file(WRITE "${scratch}/cmake/PackageAudit/${file}.cmake" "${code}")
  run_scenarios("${scratch}/cmake" failed ${ARGN})
  if(failed STREQUAL "")
    set(survivors ${survivors} "${what}" PARENT_SCOPE)
    set(failed "NONE of: ${ARGN}")
  endif()
  message("| ${what} | ${file}.cmake | ${failed} |")
endfunction()

# A refusal, named by the beginning of its reason.
function(refusal what file reason)
  mutation("refusal: ${what}" "${file}" "_package_audit_refuse(${reason}" "string(CONCAT ignored ${reason}" ${ARGN})
  set(survivors ${survivors} PARENT_SCOPE)
endfunction()

message("| without | in | this test fails |\n|---|---|---|")

refusal("the inspector is missing" Inspector "\"the inspector does not exist" s04_inspector_missing)
mutation("refusal: exit code 1" Inspector "    _package_audit_refuse_contents(\"\${inspector}\")\n" "" s02_disallowed_file)
refusal("exit code 2" Inspector "\"they could not be audited" s05_policy_invalid)
refusal("crash, signal, time-out" Inspector "\"the inspector did not end" s04_inspector_crashes)
refusal("no policy" Inspector "\"there is no policy" s05_policy_missing)
refusal("no record" Publish "\"the inspector left no record" s04_inspector_without_record)
refusal("record does not accept" Publish "\"the record of \${name} does not" s04_inspector_with_refusing_record)
refusal("record of another package" Publish "\"the record of \${name} is of" s04_inspector_with_record_of_another_package)
refusal("record of other bytes" Publish "\"the record of \${name} has" s04_inspector_with_wrong_digest)
refusal("list changed by a script" Gate "\"another script" s15_list_of_packages_changed)
refusal("element of the list is no file" Gate "\"CPack lists what" s25_package_names s33_external_missing)
refusal("two packages of one name" Gate "\"two packages" s33_external_same_names)
refusal("no package listed" Gate "\"CPack lists no package" s25_empty_list)
refusal("nothing staged" Staged "\"nothing was staged" s30_nothing_staged)
refusal("component hides a file" Staged "\"two components" s29_components_hide_a_file)
refusal("staged files not audited" Staged "\"its packages cannot be opened" s30_staged_check_is_believed_once)
refusal("External: first script did not run" External "\"the script that runs" s33_external_pre_build_script_did_not_run)
refusal("External: undeclared file" External "
      \"files that" s33_external_undeclared)
refusal("External: nothing to audit" External "
      \"External declares" s33_external_description_only)

mutation("quarantine from the start" Session "set(CPACK_OUTPUT_FILE_PREFIX \"\${_package_audit_run_quarantine}\")" ""
  s12_user_script_fails s06_fault_in_our_scripts)
mutation("restoring the folder only when accepted" PostBuild "if(\"\${_package_audit_run_verdict}\" STREQUAL \"accepted\")" "if(TRUE)"
  s06_gate_returns_early)
mutation("the error" Refuse "message(FATAL_ERROR" "message(STATUS" s02_disallowed_file)
mutation("deleting the rejected files" Refuse "    file(REMOVE \"\${file}\")\n" "" s33_external_elsewhere)
mutation("deleting the older twin" Refuse "_package_audit_remove_artifact(\"\${_package_audit_run_publish_dir}/\${name}\")" ""
  s03_stale_package_removed s33_external_in_package_folder s03_stale_components_without_ledger)
mutation("deleting the twin of an unread list" Refuse "_package_audit_remove_artifact(\"\${_package_audit_run_publish_dir}/\${CPACK_OUTPUT_FILE_NAME}\")" ""
  s31_stale_package_without_ledger)
mutation("taking back former runs" Refuse "_package_audit_ledger_revoke()" "" s03_stale_twins_of_other_generators_removed)
mutation("deleting the staged files" Refuse "_package_audit_remove_staging(\"\${CPACK_TOPLEVEL_DIRECTORY}\")" "" s02_disallowed_file)
mutation("deleting what External dropped" Refuse "_package_audit_remove_undeclared()" "" s33_external_undeclared)
mutation("deleting side files in quarantine" Refuse "file(REMOVE_RECURSE \"\${_package_audit_run_quarantine}\" \"\${_package_audit_run_work_dir}\")" ""
  s12_user_script_writes_side_files)
mutation("deleting checksums" Ledger "    file(REMOVE \"\${artifact}.\${algorithm}\")\n" "" s03_stale_package_removed)
mutation("deleting the staging of former runs" Ledger "    _package_audit_remove_staging(\"\${staging}\")\n" ""
  s03_stale_twins_of_other_generators_removed)
mutation("keeping apart source and binary" Ledger "\${_package_audit_cfg_kind}_" "" s18_source_refusal_leaves_binary_packages)
mutation("deleting the twin before the audit" Gate "_package_audit_remove_stale()\n  _package_audit_require" "_package_audit_require"
  s13_terminated_while_auditing)
mutation("confirming the records" Gate "    _package_audit_confirm_record(\"\${file}\")\n" "" s04_inspector_without_record)
mutation("auditing at all" Gate "  _package_audit_inspect(\"\${inspector}\" \"\${packages}\" \"\${CPACK_PACKAGE_FILE_NAME}\")\n" "" s02_disallowed_file)
mutation("auditing the staged files" PreBuild "_package_audit_check_staged()" "" s31_staged_refusal_leaves_nothing)
mutation("clearing old records" Inspector "  file(REMOVE_RECURSE \"\${_package_audit_run_work_dir}/records\" \"\${_package_audit_run_work_dir}/report.json\")\n" ""
  s04_forged_record)
mutation("forgetting the audit of a former run" Session "file(REMOVE_RECURSE \"\${_package_audit_run_work_dir}\" " "file(REMOVE_RECURSE "
  s30_staged_check_is_believed_once)
mutation("clearing old reports" Inspector "    file(REMOVE \"\${file}\")\n" "" reports)
mutation("requiring the sandbox" Inspector " --require-sandbox" "" require_sandbox)
mutation("the time-out" Inspector "TIMEOUT \${_package_audit_cfg_timeout}" "" s04_inspector_hangs)
mutation("scripts last again, per generator" ProjectConfig "include(\"\${_package_audit_cfg_scripts_dir}/Hooks.cmake\")\n" ""
  s15_list_reset_by_project_config s17_define_bypass)
mutation("scripts last again, before packing" PreBuild "include(\"\${_package_audit_cfg_scripts_dir}/Hooks.cmake\")\n" ""
  s15_list_reset_by_pre_build_script)
mutation("watching the project configuration" CPackHook "variable_watch(CPACK_PROJECT_CONFIG_FILE _package_audit_on_project_config)" ""
  s17_define_bypass)
mutation("missing project configuration" ProjectConfig "  if(NOT EXISTS \"\${_package_audit_run_project_config}\")" "  if(FALSE)"
  s15_project_config_missing)
mutation("old cpack" CPackHook "if(CMAKE_VERSION VERSION_LESS \"3.19\")" "if(FALSE)" old_cpack_is_refused)
mutation("no include(CPack)" Wiring "if(hooked EQUAL 0)" "if(FALSE)" s16_no_cpack)
mutation("stale configuration file" Wiring "  if(NOT found EQUAL -1)\n    return()\n  endif()\n" "" s16_no_cpack)
mutation("second deferral" Commands "CALL _package_audit_schedule_wiring)" "CALL _package_audit_wire)" s14_order_deferred_cpack)
mutation("source policy" Session "  set(_package_audit_run_policy \"\${_package_audit_cfg_source_policy}\")\n" "" s18_source_package)
mutation("install rules in the first run" Inspector "      _package_audit_refresh_install_rules()\n" "" install_rules)
mutation("clearing DESTDIR" Inspector "  unset(ENV{DESTDIR})\n" "" s29_destdir_reaches_no_child)

if(survivors)
  message(FATAL_ERROR "no test noticed: ${survivors}")
endif()
