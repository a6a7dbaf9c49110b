# The configure step, first half: package_audit(), and the steps that need the caller's scope. Including
# this file wires nothing yet.
#
# State between the two halves, in global properties, because a caller may be a function:
#   _package_audit_cfg_*               the settings that package_audit() was given, see Wiring.cmake
#   _package_audit_wiring_first_call   the file that called package_audit()
#   _package_audit_wiring_scheduled    true once the second half is deferred

if(CMAKE_VERSION VERSION_LESS "3.19")
  message(FATAL_ERROR "PackageAudit needs CMake 3.19 or newer: CPack has no hook before that.")
endif()

include_guard(GLOBAL)
cmake_policy(PUSH)
cmake_policy(VERSION 3.19...3.31)

include("${CMAKE_CURRENT_LIST_DIR}/Common.cmake")
include("${CMAKE_CURRENT_LIST_DIR}/Wiring.cmake")

set_property(GLOBAL PROPERTY _package_audit_cfg_scripts_dir "${CMAKE_CURRENT_LIST_DIR}")

function(_package_audit_check_first_call)
  get_property(first_call GLOBAL PROPERTY _package_audit_wiring_first_call)
  if(first_call)
    message(FATAL_ERROR
      "package_audit() was called before, in ${first_call}.\n"
      "There is one audit in a build. In a project that may be a part of another one, guard the call "
      "with if(PROJECT_IS_TOP_LEVEL).")
  endif()
  set_property(GLOBAL PROPERTY _package_audit_wiring_first_call "${CMAKE_CURRENT_LIST_FILE}")
endfunction()

# Stores the setting of `keyword` for Wiring.cmake.
function(_package_audit_store keyword value)
  string(TOLOWER "${keyword}" name)
  set_property(GLOBAL PROPERTY "_package_audit_cfg_${name}" "${value}")
endfunction()

# Stores the path as the setting of `keyword`: absolute, from the folder `base`. "builtin:NAME" stays.
function(_package_audit_store_path keyword value base)
  if(NOT value MATCHES "^builtin:")
    get_filename_component(value "${value}" ABSOLUTE BASE_DIR "${base}")
  endif()
  _package_audit_store(${keyword} "${value}")
endfunction()

function(_package_audit_check_reports reports)
  include("${CMAKE_CURRENT_FUNCTION_LIST_DIR}/Formats.cmake")
  foreach(report IN LISTS reports)
    if(NOT report IN_LIST report_formats)
      list(JOIN report_formats ", " known)
      message(FATAL_ERROR "package_audit(): unknown report \"${report}\"; known: ${known}.")
    endif()
  endforeach()
endfunction()

function(_package_audit_check_defines defines)
  foreach(define IN LISTS defines)
    if(NOT define MATCHES "^[A-Za-z_][A-Za-z0-9_-]*=")
      message(FATAL_ERROR "package_audit(): DEFINE takes NAME=VALUE, not \"${define}\".")
    endif()
  endforeach()
endfunction()

function(_package_audit_check_staged_generators generators)
  foreach(generator IN LISTS generators)
    if(generator MATCHES "^(TGZ|TXZ|TBZ2|TZST|TZ|TAR|ZIP.*|7Z.*|STGZ|DEB|RPM)$")
      message(FATAL_ERROR
        "package_audit(): STAGED_CHECK cannot take ${generator}: its packages are opened.")
    endif()
  endforeach()
endfunction()

# Sets `out` to the absolute paths of NEVER_SHIP.
function(_package_audit_resolve_never_ship out paths)
  set(resolved "")
  foreach(path IN LISTS paths)
    get_filename_component(path "${path}" ABSOLUTE BASE_DIR "${CMAKE_CURRENT_SOURCE_DIR}")
    if(NOT EXISTS "${path}")
      message(FATAL_ERROR "package_audit(): NEVER_SHIP: no such file or folder: ${path}")
    endif()
    list(APPEND resolved "${path}")
  endforeach()
  set("${out}" "${resolved}" PARENT_SCOPE)
endfunction()

function(package_audit)
  _package_audit_check_first_call()
  math(EXPR last "${ARGC} - 1")
  foreach(i RANGE ${last})
    if(ARGC GREATER 0 AND "${ARGV${i}}" MATCHES "^$|;")
      message(FATAL_ERROR
        "package_audit(): argument ${i} (\"${ARGV${i}}\") is empty or holds a semicolon.")
    endif()
  endforeach()
  cmake_parse_arguments(PARSE_ARGV 0 arg "REQUIRE_SANDBOX"
    "POLICY;SOURCE_POLICY;REPORT_DIR;KEEP_REJECTED;TIMEOUT" "DEFINE;REPORTS;STAGED_CHECK;NEVER_SHIP")
  if(DEFINED arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "package_audit() does not know: ${arg_UNPARSED_ARGUMENTS}")
  endif()
  if(DEFINED arg_KEYWORDS_MISSING_VALUES)
    message(FATAL_ERROR "package_audit(): no value for: ${arg_KEYWORDS_MISSING_VALUES}")
  endif()
  _package_audit_check_reports("${arg_REPORTS}")
  _package_audit_check_defines("${arg_DEFINE}")
  _package_audit_check_staged_generators("${arg_STAGED_CHECK}")
  if(DEFINED arg_TIMEOUT AND NOT arg_TIMEOUT MATCHES "^[1-9][0-9]*$")
    message(FATAL_ERROR "package_audit(): TIMEOUT takes whole seconds, not \"${arg_TIMEOUT}\".")
  endif()

  foreach(keyword IN ITEMS POLICY SOURCE_POLICY)
    if(DEFINED arg_${keyword})
      _package_audit_store_path(${keyword} "${arg_${keyword}}" "${CMAKE_CURRENT_SOURCE_DIR}")
    endif()
  endforeach()
  foreach(keyword IN ITEMS REPORT_DIR KEEP_REJECTED)
    if(DEFINED arg_${keyword})
      _package_audit_store_path(${keyword} "${arg_${keyword}}" "${CMAKE_CURRENT_BINARY_DIR}")
    endif()
  endforeach()
  if(DEFINED arg_NEVER_SHIP)
    _package_audit_resolve_never_ship(never_ship "${arg_NEVER_SHIP}")
    _package_audit_store(NEVER_SHIP "${never_ship}")
  endif()
  foreach(keyword IN ITEMS DEFINE REPORTS STAGED_CHECK TIMEOUT REQUIRE_SANDBOX)
    if(DEFINED arg_${keyword})
      _package_audit_store(${keyword} "${arg_${keyword}}")
    endif()
  endforeach()
  _package_audit_schedule()
endfunction()

# The inspector's path is only known when CMake generates, and an imported target only in the scope
# that imported it: hence here, and not at the end of the configure step.
function(_package_audit_find_inspector)
  get_property(scripts GLOBAL PROPERTY _package_audit_cfg_scripts_dir)
  set(target PackageAudit::package-audit)
  if(NOT PackageAudit_EXECUTABLE AND NOT TARGET ${target})
    include("${scripts}/../../PackageAuditConfig.cmake" OPTIONAL)
  endif()
  set(usable FALSE)
  if(TARGET ${target})
    get_target_property(imported ${target} IMPORTED)
    if(imported OR NOT CMAKE_CROSSCOMPILING)
      set(usable TRUE)
    endif()
  endif()
  if(NOT PackageAudit_EXECUTABLE AND usable)
    _package_audit_quote(inspector "$<TARGET_FILE:${target}>")
    file(GENERATE OUTPUT "${CMAKE_BINARY_DIR}/PackageAudit/inspector-$<CONFIG>.cmake"
      CONTENT "set(_package_audit_cfg_inspector ${inspector})\n")
    if(NOT imported)
      set_property(GLOBAL PROPERTY _package_audit_cfg_build_inspector TRUE)
    endif()
    return()
  endif()

  find_program(PackageAudit_EXECUTABLE package-audit NO_CMAKE_FIND_ROOT_PATH
    DOC "The inspector that PackageAudit runs on every package (on the build host)")
  if(NOT PackageAudit_EXECUTABLE)
    message(FATAL_ERROR
      "PackageAudit has no inspector to run.\n"
      "Set PackageAudit_EXECUTABLE to a package-audit that runs on this host, or PackageAudit_DIR to "
      "the share/cmake/PackageAudit of its installation and call find_package(PackageAudit).")
  endif()
  get_filename_component(inspector "${PackageAudit_EXECUTABLE}" ABSOLUTE
    BASE_DIR "${CMAKE_BINARY_DIR}")
  set_property(GLOBAL PROPERTY _package_audit_cfg_inspector "${inspector}")
endfunction()

# Queries CMake's file API for the install() rules. Before 3.27 the answer comes in the configure step
# after this one.
function(_package_audit_query_file_api)
  if(CMAKE_VERSION VERSION_GREATER_EQUAL "3.27")
    cmake_language(EVAL CODE "cmake_file_api(QUERY API_VERSION 1 CODEMODEL 2)")
  else()
    file(WRITE "${CMAKE_BINARY_DIR}/.cmake/api/v1/query/client-package-audit/query.json"
      "{\"requests\":[{\"kind\":\"codemodel\",\"version\":2}]}\n")
  endif()
endfunction()

# Deferred twice, so that a project that defers its include(CPack) is found as well.
function(_package_audit_schedule)
  get_property(scheduled GLOBAL PROPERTY _package_audit_wiring_scheduled)
  if(scheduled)
    return()
  endif()
  set_property(GLOBAL PROPERTY _package_audit_wiring_scheduled TRUE)
  _package_audit_find_inspector()
  _package_audit_query_file_api()
  cmake_language(DEFER DIRECTORY "${CMAKE_SOURCE_DIR}" CALL _package_audit_schedule_wiring)
endfunction()

function(_package_audit_schedule_wiring)
  cmake_language(DEFER DIRECTORY "${CMAKE_SOURCE_DIR}" CALL _package_audit_wire)
endfunction()

cmake_policy(POP)
