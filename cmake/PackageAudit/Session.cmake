# The state of one run of a generator inside cpack. From here on CPack would publish into a quarantine
# folder; only a proven pass restores the folder that the user chose (PostBuild.cmake). CPack reads
# CPACK_OUTPUT_FILE_PREFIX after the last script.
#
# Configuration, fixed when CMake configures; `cpack -D` cannot change it, because every script sets it again:
#   _package_audit_cfg_kind            binary or source
#   _package_audit_cfg_state_dir       <build>/PackageAudit: settings, scripts, work folders, ledger
#   _package_audit_cfg_scripts_dir     the folder of this file
#   _package_audit_cfg_*               the settings, see Wiring.cmake
#
# The run:
#   _package_audit_run_id              one random value for all generators of this cpack process
#   _package_audit_run_slot            generator, configuration and kind as one file name
#   _package_audit_run_work_dir        records, reports and notes of this run
#   _package_audit_run_cwd             the folder that cpack was started in
#   _package_audit_run_quarantine      where CPack would publish if no script restored its folder
#   _package_audit_run_publish_dir     where CPack publishes what is accepted
#   _package_audit_run_config          the configurations that are packed: ${config} and `when` of a policy
#   _package_audit_run_policy          the policy of this kind
#   _package_audit_run_project_config  the project's own CPACK_PROJECT_CONFIG_FILE (CPackHook.cmake)
#   _package_audit_run_files           the packages, once CPack's list was read; a refusal deletes them
#   _package_audit_run_verdict         "accepted" only after the whole gate (PostBuild.cmake)
#
# Global property _package_audit_run_listed: CPack's list before any script could change it.

include("${_package_audit_cfg_state_dir}/settings.cmake")
foreach(_package_audit_part IN ITEMS Common Inspector External Staged Ledger Refuse Publish Gate)
  include("${_package_audit_cfg_scripts_dir}/${_package_audit_part}.cmake")
endforeach()
unset(_package_audit_part)

set(_package_audit_run_files "")
set(_package_audit_run_verdict "refused")

string(MAKE_C_IDENTIFIER "${CPACK_GENERATOR}_${CPACK_BUILD_CONFIG}_${_package_audit_cfg_kind}"
  _package_audit_run_slot)
set(_package_audit_run_work_dir "${_package_audit_cfg_state_dir}/work/${_package_audit_run_slot}")

file(REAL_PATH "." _package_audit_run_cwd)
get_filename_component(_package_audit_package_dir "${CPACK_PACKAGE_DIRECTORY}" ABSOLUTE
  BASE_DIR "${_package_audit_run_cwd}")
set(_package_audit_run_quarantine
  "${_package_audit_package_dir}/_CPack_Packages/_unaudited/${_package_audit_run_slot}")
if("${CPACK_OUTPUT_FILE_PREFIX}" STREQUAL "")
  set(_package_audit_run_publish_dir "${_package_audit_package_dir}")
elseif(NOT "${CPACK_OUTPUT_FILE_PREFIX}" STREQUAL "${_package_audit_run_quarantine}")
  get_filename_component(_package_audit_run_publish_dir "${CPACK_OUTPUT_FILE_PREFIX}" ABSOLUTE
    BASE_DIR "${_package_audit_run_cwd}")
endif()
unset(_package_audit_package_dir)
set(CPACK_OUTPUT_FILE_PREFIX "${_package_audit_run_quarantine}")

get_property(_package_audit_run_id GLOBAL PROPERTY _package_audit_run_id)
if(NOT _package_audit_run_id)
  string(RANDOM LENGTH 24 _package_audit_run_id)
  set_property(GLOBAL PROPERTY _package_audit_run_id "${_package_audit_run_id}")
endif()

set(_package_audit_run_config "${CPACK_BUILD_CONFIG}")
if(_package_audit_run_config STREQUAL "")
  set(_package_audit_run_config "${_package_audit_cfg_build_type}")
endif()
set(_package_audit_run_policy "${_package_audit_cfg_policy}")
if(_package_audit_cfg_kind STREQUAL "source")
  set(_package_audit_run_policy "${_package_audit_cfg_source_policy}")
endif()

function(_package_audit_start_session)
  file(REMOVE_RECURSE "${_package_audit_run_work_dir}" "${_package_audit_run_quarantine}")
  file(MAKE_DIRECTORY "${_package_audit_run_work_dir}" "${_package_audit_run_quarantine}")
endfunction()
