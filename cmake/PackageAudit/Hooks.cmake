# Puts our scripts at the end of CPack's two lists, wherever they were before: what is audited is what
# the other scripts leave behind.

foreach(_package_audit_hook IN ITEMS PRE POST)
  if(_package_audit_hook STREQUAL "PRE")
    set(_package_audit_script "${_package_audit_home}/${_package_audit_kind}/PreBuild.cmake")
  else()
    set(_package_audit_script "${_package_audit_home}/${_package_audit_kind}/PostBuild.cmake")
  endif()
  if(CPACK_${_package_audit_hook}_BUILD_SCRIPTS)
    list(REMOVE_ITEM CPACK_${_package_audit_hook}_BUILD_SCRIPTS "${_package_audit_script}")
  endif()
  list(APPEND CPACK_${_package_audit_hook}_BUILD_SCRIPTS "${_package_audit_script}")
endforeach()
