# Runs after the packages were made and before CPack publishes them into CPACK_OUTPUT_FILE_PREFIX, however a
# script ends: Session.cmake has redirected that into the quarantine, and only the last line restores it.

include("${_package_audit_cfg_scripts_dir}/Session.cmake")
_package_audit_gate(_package_audit_run_verdict)
if("${_package_audit_run_verdict}" STREQUAL "accepted")
  set(CPACK_OUTPUT_FILE_PREFIX "${_package_audit_run_publish_dir}")
endif()
