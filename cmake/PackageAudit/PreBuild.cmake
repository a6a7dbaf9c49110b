# Runs after everything is staged and before the packages are made.

include("${_package_audit_cfg_scripts_dir}/Session.cmake")
include("${_package_audit_cfg_scripts_dir}/Hooks.cmake")
if(CPACK_GENERATOR STREQUAL "External")
  _package_audit_save_listing()
endif()
_package_audit_check_staged()
