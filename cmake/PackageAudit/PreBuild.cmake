# Runs after everything is staged and before the packages are made.

include("${_package_audit_scripts}/Session.cmake")
include("${_package_audit_scripts}/Hooks.cmake")
set(_package_audit_files "")
if(CPACK_GENERATOR STREQUAL "External")
  _package_audit_note_package_folder()
endif()
_package_audit_check_staged()
