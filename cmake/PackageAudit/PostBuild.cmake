# Runs after the packages were made and before CPack publishes them. CPack publishes whatever is where
# it put it, however a script ends, into CPACK_OUTPUT_FILE_PREFIX: Session.cmake has turned that away,
# and the last line gives it back.

include("${_package_audit_scripts}/Session.cmake")
set(_package_audit_verdict "refused")
_package_audit_gate()
if("${_package_audit_verdict}" STREQUAL "accepted")
  set(CPACK_OUTPUT_FILE_PREFIX "${_package_audit_prefix}")
endif()
