# Runs after everything is staged and before the packages are made.

cmake_policy(PUSH)
cmake_policy(VERSION 3.19...3.31)
include("${_package_audit_scripts}/Session.cmake")
include("${_package_audit_scripts}/Hooks.cmake")
set(_package_audit_files "")
if(CPACK_GENERATOR STREQUAL "External")
  _package_audit_note_package_folder()
endif()
_package_audit_check_staged()
cmake_policy(POP)
