# The External generator lets a script of the project make the packages, anywhere. Declared packages are
# audited; undeclared files in the package folder are found by a comparison with its listing before that
# script ran.

function(_package_audit_list_publish_dir out)
  _package_audit_glob_escape(pattern "${_package_audit_run_publish_dir}")
  file(GLOB names LIST_DIRECTORIES FALSE RELATIVE "${_package_audit_run_publish_dir}" "${pattern}/*")
  set("${out}" "${names}" PARENT_SCOPE)
endfunction()

function(_package_audit_save_listing)
  _package_audit_list_publish_dir(names)
  file(WRITE "${_package_audit_run_work_dir}/before.txt" "${names}")
endfunction()

# Sets `out` to the names of new files in the package folder that are not in CPack's list.
function(_package_audit_find_undeclared out)
  set(names "")
  if(EXISTS "${_package_audit_run_work_dir}/before.txt")
    file(READ "${_package_audit_run_work_dir}/before.txt" before)
    _package_audit_list_publish_dir(names)
    list(REMOVE_ITEM names ${before})
    foreach(file IN LISTS _package_audit_run_files)
      get_filename_component(name "${file}" NAME)
      list(REMOVE_ITEM names "${name}" "${name}.audit.json")
    endforeach()
  endif()
  set("${out}" "${names}" PARENT_SCOPE)
endfunction()

function(_package_audit_remove_undeclared)
  _package_audit_find_undeclared(names)
  foreach(name IN LISTS names)
    file(REMOVE "${_package_audit_run_publish_dir}/${name}")
  endforeach()
endfunction()

# Refuses undeclared files, and runs without any package or staged file. Sets `out` to the packages to open:
# all but CPack's description of the run.
function(_package_audit_check_external out)
  if(NOT EXISTS "${_package_audit_run_work_dir}/before.txt")
    _package_audit_refuse("the script that runs before External's own did not run" "")
  endif()
  _package_audit_find_undeclared(undeclared)
  if(NOT undeclared STREQUAL "")
    string(REPLACE ";" " " undeclared "${undeclared}")
    _package_audit_refuse(
      "files that CPACK_EXTERNAL_BUILT_PACKAGES does not declare: ${undeclared}" "")
  endif()
  set(packages "")
  foreach(file IN LISTS _package_audit_run_files)
    if(NOT file STREQUAL "${CPACK_TOPLEVEL_DIRECTORY}/${CPACK_PACKAGE_FILE_NAME}.json")
      list(APPEND packages "${file}")
    endif()
  endforeach()
  if(packages STREQUAL "" AND NOT EXISTS "${_package_audit_run_work_dir}/staged.json")
    _package_audit_refuse(
      "External declares no package and stages no files: there is nothing to audit" "")
  endif()
  set("${out}" "${packages}" PARENT_SCOPE)
endfunction()
