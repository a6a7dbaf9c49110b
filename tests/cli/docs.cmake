# Compares the generated files of the repository with those of the program:
# cmake -D PROGRAM=… -D SOURCE_DIR=… -P docs.cmake. With PACKAGEAUDIT_UPDATE_CASES=1 in the environment they are
# written instead.
cmake_minimum_required(VERSION 3.19)

set(checks_file docs/checks.md)
set(man_file docs/package-audit.1)
set(reports_file docs/reports.md)
set(formats_file cmake/PackageAudit/Formats.cmake)
foreach(what IN ITEMS checks man reports formats)
  set(name "${${what}_file}")
  execute_process(COMMAND "${PROGRAM}" generate "${what}" OUTPUT_VARIABLE generated RESULT_VARIABLE rc)
  if(NOT rc EQUAL 0)
    message(FATAL_ERROR "package-audit generate ${what} failed: ${rc}")
  endif()
  if(DEFINED ENV{PACKAGEAUDIT_UPDATE_CASES})
    file(WRITE "${SOURCE_DIR}/${name}" "${generated}")
    continue()
  endif()
  file(READ "${SOURCE_DIR}/${name}" committed)
  if(NOT committed STREQUAL generated)
    message(SEND_ERROR "${name} is stale: package-audit generate ${what} > ${name}")
  endif()
endforeach()
