# Read at the end of each CPack configuration file, once in a run of cpack and before its -D options
# take effect.

# An old cpack has none of the hooks below, but does read this file.
if(CMAKE_VERSION VERSION_LESS "3.19")
  message(FATAL_ERROR "PackageAudit needs cpack 3.19 or newer; this is ${CMAKE_VERSION}.")
endif()

if(NOT "${CPACK_PROJECT_CONFIG_FILE}" STREQUAL "${_package_audit_cfg_state_dir}/${_package_audit_cfg_kind}/ProjectConfig.cmake")
  set(_package_audit_run_project_config "${CPACK_PROJECT_CONFIG_FILE}")
  set(CPACK_PROJECT_CONFIG_FILE "${_package_audit_cfg_state_dir}/${_package_audit_cfg_kind}/ProjectConfig.cmake")
endif()

# `cpack -D CPACK_PROJECT_CONFIG_FILE=…` and presets may name a script: ours includes it.
macro(_package_audit_on_project_config variable access value)
  if("${access}" MATCHES "MODIFIED|REMOVED"
     AND NOT "${value}" STREQUAL "${_package_audit_cfg_state_dir}/${_package_audit_cfg_kind}/ProjectConfig.cmake")
    set(_package_audit_run_project_config "${value}")
    set(CPACK_PROJECT_CONFIG_FILE "${_package_audit_cfg_state_dir}/${_package_audit_cfg_kind}/ProjectConfig.cmake")
  endif()
endmacro()
variable_watch(CPACK_PROJECT_CONFIG_FILE _package_audit_on_project_config)

include("${_package_audit_cfg_scripts_dir}/Hooks.cmake")
