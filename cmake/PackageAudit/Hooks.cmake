# Puts our scripts into CPack's lists, wherever they were before: at the end, because the audit has to see
# what the other scripts leave behind, and one at the very beginning.

# Moves one of our scripts to `place`, FIRST or LAST, of the list that the variable `list` holds.
function(_package_audit_place_script script place list)
  set(file "${_package_audit_cfg_state_dir}/${_package_audit_cfg_kind}/${script}.cmake")
  set(scripts "${${list}}")
  if(scripts)
    list(REMOVE_ITEM scripts "${file}")
  endif()
  if(place STREQUAL "FIRST")
    list(INSERT scripts 0 "${file}")
  else()
    list(APPEND scripts "${file}")
  endif()
  set("${list}" "${scripts}" PARENT_SCOPE)
endfunction()

_package_audit_place_script(PreBuild LAST CPACK_PRE_BUILD_SCRIPTS)
_package_audit_place_script(PostBuildFirst FIRST CPACK_POST_BUILD_SCRIPTS)
_package_audit_place_script(PostBuild LAST CPACK_POST_BUILD_SCRIPTS)
