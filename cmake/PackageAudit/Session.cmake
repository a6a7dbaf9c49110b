# What the scripts inside cpack know of the run they are in. From here on CPack would publish into a
# folder that nobody looks at; only a proven pass gives it back the folder it was told
# (PostBuild.cmake). CPack reads the variable after the last script.

include("${_package_audit_home}/settings.cmake")
foreach(_package_audit_part IN ITEMS Common Inspector External Staged Ledger Refuse Publish Gate)
  include("${_package_audit_scripts}/${_package_audit_part}.cmake")
endforeach()

string(MAKE_C_IDENTIFIER "${CPACK_GENERATOR}_${CPACK_BUILD_CONFIG}_${_package_audit_kind}"
  _package_audit_slot)
set(_package_audit_work "${_package_audit_home}/work/${_package_audit_slot}")

file(REAL_PATH "." _package_audit_cwd)
get_filename_component(_package_audit_package_dir "${CPACK_PACKAGE_DIRECTORY}" ABSOLUTE
  BASE_DIR "${_package_audit_cwd}")
set(_package_audit_quarantine
  "${_package_audit_package_dir}/_CPack_Packages/_unaudited/${_package_audit_slot}")
if("${CPACK_OUTPUT_FILE_PREFIX}" STREQUAL "")
  set(_package_audit_prefix "${_package_audit_package_dir}")
elseif(NOT "${CPACK_OUTPUT_FILE_PREFIX}" STREQUAL "${_package_audit_quarantine}")
  get_filename_component(_package_audit_prefix "${CPACK_OUTPUT_FILE_PREFIX}" ABSOLUTE
    BASE_DIR "${_package_audit_cwd}")
endif()
set(CPACK_OUTPUT_FILE_PREFIX "${_package_audit_quarantine}")

get_property(_package_audit_run GLOBAL PROPERTY _package_audit_run)
if(NOT _package_audit_run)
  string(RANDOM LENGTH 24 _package_audit_run)
  set_property(GLOBAL PROPERTY _package_audit_run "${_package_audit_run}")
endif()

# The configurations that this run packs; what the policy's ${config} and `when` see.
set(_package_audit_config "${CPACK_BUILD_CONFIG}")
if(_package_audit_config STREQUAL "")
  set(_package_audit_config "${_package_audit_build_type}")
endif()
if(_package_audit_kind STREQUAL "source")
  set(_package_audit_policy "${_package_audit_source_policy}")
endif()

function(_package_audit_start_session)
  file(REMOVE_RECURSE "${_package_audit_work}" "${_package_audit_quarantine}")
  file(MAKE_DIRECTORY "${_package_audit_work}" "${_package_audit_quarantine}")
endfunction()
