# Puts our scripts into CPack's lists, wherever they were before: at the end, because what is audited is
# what the other scripts leave behind, and one at the very beginning.

set(_package_audit_stubs "${_package_audit_home}/${_package_audit_kind}")
foreach(_package_audit_script IN ITEMS PRE:PreBuild POST:PostBuildFirst POST:PostBuild)
  string(REGEX MATCH "^(.*):(.*)$" _package_audit_script "${_package_audit_script}")
  set(_package_audit_list "CPACK_${CMAKE_MATCH_1}_BUILD_SCRIPTS")
  set(_package_audit_script "${_package_audit_stubs}/${CMAKE_MATCH_2}.cmake")
  if(${_package_audit_list})
    list(REMOVE_ITEM ${_package_audit_list} "${_package_audit_script}")
  endif()
  if(_package_audit_script MATCHES "First.cmake$")
    list(INSERT ${_package_audit_list} 0 "${_package_audit_script}")
  else()
    list(APPEND ${_package_audit_list} "${_package_audit_script}")
  endif()
endforeach()
