# CPack's project configuration file: read before each generator starts, after the -D options.

file(REAL_PATH "." _package_audit_run_cwd)
if(NOT "${_package_audit_run_project_config}" STREQUAL "")
  get_filename_component(_package_audit_run_project_config "${_package_audit_run_project_config}" ABSOLUTE
    BASE_DIR "${_package_audit_run_cwd}")
  # CPack itself carries on without it, and with it the packages would be other ones.
  if(NOT EXISTS "${_package_audit_run_project_config}")
    message(FATAL_ERROR
      "CPACK_PROJECT_CONFIG_FILE does not exist: ${_package_audit_run_project_config}")
  endif()
  include("${_package_audit_run_project_config}")
endif()

include("${_package_audit_cfg_scripts_dir}/Hooks.cmake")
include("${_package_audit_cfg_scripts_dir}/Session.cmake")
_package_audit_start_session()
