# The configure step, first half: package_audit() and what has to happen in the caller's scope.
# Including this file wires nothing yet.

if(CMAKE_VERSION VERSION_LESS "3.19")
  message(FATAL_ERROR "PackageAudit needs CMake 3.19 or newer: CPack has no hook before that.")
endif()

include_guard(GLOBAL)
cmake_policy(PUSH)
cmake_policy(VERSION 3.19...3.31)

include("${CMAKE_CURRENT_LIST_DIR}/Common.cmake")
include("${CMAKE_CURRENT_LIST_DIR}/Wiring.cmake")

set_property(GLOBAL PROPERTY _package_audit_scripts "${CMAKE_CURRENT_LIST_DIR}")

function(_package_audit_check_first_call)
  get_property(first_call GLOBAL PROPERTY _package_audit_call)
  if(first_call)
    message(FATAL_ERROR
      "package_audit() was called before, in ${first_call}.\n"
      "There is one audit in a build. In a project that may be a part of another one, guard the call "
      "with if(PROJECT_IS_TOP_LEVEL).")
  endif()
  set_property(GLOBAL PROPERTY _package_audit_call "${CMAKE_CURRENT_LIST_FILE}")
endfunction()

# Absolute, from the folder of the list file that calls; "builtin:NAME" stays as it is.
function(_package_audit_keep_path name value base)
  if(NOT value MATCHES "^builtin:")
    get_filename_component(value "${value}" ABSOLUTE BASE_DIR "${base}")
  endif()
  set_property(GLOBAL PROPERTY "_package_audit_${name}" "${value}")
endfunction()

function(_package_audit_check_values)
  set(known_reports text json)
  foreach(report IN LISTS arg_REPORTS)
    if(NOT report IN_LIST known_reports)
      message(FATAL_ERROR "package_audit(): unknown report \"${report}\"; known: text, json.")
    endif()
  endforeach()
  foreach(define IN LISTS arg_DEFINE)
    if(NOT define MATCHES "^[A-Za-z_][A-Za-z0-9_-]*=")
      message(FATAL_ERROR "package_audit(): DEFINE takes NAME=VALUE, not \"${define}\".")
    endif()
  endforeach()
  foreach(generator IN LISTS arg_STAGED_CHECK)
    if(generator MATCHES "^(TGZ|TXZ|TBZ2|TZST|TZ|TAR|ZIP.*|7Z.*|STGZ|DEB|RPM)$")
      message(FATAL_ERROR
        "package_audit(): STAGED_CHECK cannot take ${generator}: its packages are opened.")
    endif()
  endforeach()
  if(DEFINED arg_TIMEOUT AND NOT arg_TIMEOUT MATCHES "^[1-9][0-9]*$")
    message(FATAL_ERROR "package_audit(): TIMEOUT takes whole seconds, not \"${arg_TIMEOUT}\".")
  endif()
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
  _package_audit_check_values()

  foreach(keyword IN ITEMS POLICY SOURCE_POLICY)
    if(DEFINED arg_${keyword})
      _package_audit_keep_path(${keyword} "${arg_${keyword}}" "${CMAKE_CURRENT_SOURCE_DIR}")
    endif()
  endforeach()
  foreach(keyword IN ITEMS REPORT_DIR KEEP_REJECTED)
    if(DEFINED arg_${keyword})
      _package_audit_keep_path(${keyword} "${arg_${keyword}}" "${CMAKE_CURRENT_BINARY_DIR}")
    endif()
  endforeach()
  set(never_ship "")
  foreach(path IN LISTS arg_NEVER_SHIP)
    get_filename_component(path "${path}" ABSOLUTE BASE_DIR "${CMAKE_CURRENT_SOURCE_DIR}")
    if(NOT EXISTS "${path}")
      message(FATAL_ERROR "package_audit(): NEVER_SHIP: no such file or folder: ${path}")
    endif()
    list(APPEND never_ship "${path}")
  endforeach()
  if(DEFINED arg_NEVER_SHIP)
    set_property(GLOBAL PROPERTY _package_audit_NEVER_SHIP "${never_ship}")
  endif()
  foreach(keyword IN ITEMS DEFINE REPORTS STAGED_CHECK TIMEOUT REQUIRE_SANDBOX)
    if(DEFINED arg_${keyword})
      set_property(GLOBAL PROPERTY "_package_audit_${keyword}" "${arg_${keyword}}")
    endif()
  endforeach()
  _package_audit_schedule()
endfunction()

# The inspector's path is only known when CMake generates, and an imported target only in the scope
# that imported it: hence here, and not at the end of the configure step.
function(_package_audit_find_inspector)
  get_property(scripts GLOBAL PROPERTY _package_audit_scripts)
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
      CONTENT "set(_package_audit_inspector ${inspector})\n")
    if(NOT imported)
      set_property(GLOBAL PROPERTY _package_audit_BUILD_INSPECTOR TRUE)
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
  set_property(GLOBAL PROPERTY _package_audit_INSPECTOR "${inspector}")
endfunction()

# Asks CMake to say which install() rule installs what. Before 3.27 the question is answered in the
# configure step after this one.
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
  get_property(scheduled GLOBAL PROPERTY _package_audit_scheduled)
  if(scheduled)
    return()
  endif()
  set_property(GLOBAL PROPERTY _package_audit_scheduled TRUE)
  _package_audit_find_inspector()
  _package_audit_query_file_api()
  cmake_language(DEFER DIRECTORY "${CMAKE_SOURCE_DIR}" CALL _package_audit_schedule_wiring)
endfunction()

function(_package_audit_schedule_wiring)
  cmake_language(DEFER DIRECTORY "${CMAKE_SOURCE_DIR}" CALL _package_audit_wire)
endfunction()

cmake_policy(POP)
