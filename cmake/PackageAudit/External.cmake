# The External generator lets a script of the project make the packages, anywhere. What it declares is
# audited; what it drops into the package folder without a word is found by comparing the folder with
# what it was before that script ran.

function(_package_audit_list_package_folder out)
  _package_audit_glob_escape(pattern "${_package_audit_prefix}")
  file(GLOB names LIST_DIRECTORIES FALSE RELATIVE "${_package_audit_prefix}" "${pattern}/*")
  set("${out}" "${names}" PARENT_SCOPE)
endfunction()

function(_package_audit_note_package_folder)
  _package_audit_list_package_folder(names)
  file(WRITE "${_package_audit_work}/before.txt" "${names}")
endfunction()

# Sets `out` to the names of files that came to the package folder since then and are no package of
# CPack's list.
function(_package_audit_undeclared out)
  set(names "")
  if(EXISTS "${_package_audit_work}/before.txt")
    file(READ "${_package_audit_work}/before.txt" before)
    _package_audit_list_package_folder(names)
    list(REMOVE_ITEM names ${before})
    foreach(file IN LISTS _package_audit_files)
      get_filename_component(name "${file}" NAME)
      list(REMOVE_ITEM names "${name}" "${name}.audit.json")
    endforeach()
  endif()
  set("${out}" "${names}" PARENT_SCOPE)
endfunction()

function(_package_audit_remove_undeclared)
  _package_audit_undeclared(names)
  foreach(name IN LISTS names)
    file(REMOVE "${_package_audit_prefix}/${name}")
  endforeach()
endfunction()

# Takes what need not be opened from the list of files to open: CPack's description of the run.
function(_package_audit_check_external)
  if(NOT EXISTS "${_package_audit_work}/before.txt")
    _package_audit_refuse("the script that runs before External's own did not run" "")
  endif()
  _package_audit_undeclared(undeclared)
  if(NOT undeclared STREQUAL "")
    string(REPLACE ";" " " undeclared "${undeclared}")
    _package_audit_refuse(
      "files that CPACK_EXTERNAL_BUILT_PACKAGES does not declare: ${undeclared}" "")
  endif()
  set(packages "")
  foreach(file IN LISTS _package_audit_files)
    if(NOT file STREQUAL "${CPACK_TOPLEVEL_DIRECTORY}/${CPACK_PACKAGE_FILE_NAME}.json")
      list(APPEND packages "${file}")
    endif()
  endforeach()
  if(packages STREQUAL "" AND NOT EXISTS "${_package_audit_work}/staged.json")
    _package_audit_refuse(
      "External declares no package and stages no files: there is nothing to audit" "")
  endif()
  set(_package_audit_opened "${packages}" PARENT_SCOPE)
endfunction()
