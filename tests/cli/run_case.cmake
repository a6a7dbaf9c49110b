# Runs one case: cmake -D CASE=<folder> -D WORK=<folder> -D PROGRAM=<package-audit> -P run_case.cmake
#
# A case holds
#   setup.cmake   makes files and packages in the working folder (optional)
#   cmd           the arguments, as a shell would split them; one run of the program a line
#   stdout.txt    what all runs print; absent: nothing
#   stderr.txt    what they complain about; absent: nothing
#   rc            the exit codes, one a line; absent: 0 each
# Digests, and the size of what a compressor or CMake made, are compared as <sha256> and <size>.
# What the sandbox has or lacks on the machine is left out.
# With PACKAGEAUDIT_UPDATE_CASES=1 in the environment the expectations are written instead.
cmake_minimum_required(VERSION 3.19)
include("${CMAKE_CURRENT_LIST_DIR}/packages.cmake")

foreach(name IN ITEMS NO_COLOR CLICOLOR_FORCE TERM)
  unset(ENV{${name}})
endforeach()
file(REMOVE_RECURSE "${WORK}")
file(MAKE_DIRECTORY "${WORK}")
if(EXISTS "${CASE}/setup.cmake")
  include("${CASE}/setup.cmake")
endif()

function(normalise out text)
  string(REGEX REPLACE "[0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f]+" "<sha256>" text "${text}")
  string(REGEX REPLACE "(: tar.gz), [0-9.]+ [KM]?i?B," "\\1, <size>," text "${text}")
  string(REGEX REPLACE "(acme-targets.cmake) +[0-9.]+ KiB" "\\1  <size>" text "${text}")
  string(REGEX REPLACE "(\n      \"size\":) [0-9]+" "\\1 <size>" text "${text}")
  string(REGEX REPLACE "(\n    \"version\":) \"[0-9.]+\"" "\\1 <version>" text "${text}")
  string(REGEX REPLACE "(\"sandbox\":) \\[[^]]*\\]" "\\1 <layers>" text "${text}")
  string(REGEX REPLACE "sandbox: without [^\n]*\n" "" text "${text}")
  set(${out} "${text}" PARENT_SCOPE)
endfunction()

set(all_stdout "")
set(all_stderr "")
set(all_rc "")
file(STRINGS "${CASE}/cmd" commands)
foreach(line IN LISTS commands)
  separate_arguments(arguments UNIX_COMMAND "${line}")
  execute_process(COMMAND "${PROGRAM}" ${arguments} WORKING_DIRECTORY "${WORK}"
    RESULT_VARIABLE rc OUTPUT_VARIABLE stdout ERROR_VARIABLE stderr)
  string(APPEND all_stdout "${stdout}")
  string(APPEND all_stderr "${stderr}")
  string(APPEND all_rc "${rc}\n")
endforeach()
normalise(all_stdout "${all_stdout}")
normalise(all_stderr "${all_stderr}")

function(compare what got default)
  set(file "${CASE}/${what}")
  if(DEFINED ENV{PACKAGEAUDIT_UPDATE_CASES})
    file(REMOVE "${file}")
    if(NOT got STREQUAL default)
      file(WRITE "${file}" "${got}")
    endif()
    return()
  endif()
  set(expected "${default}")
  if(EXISTS "${file}")
    file(READ "${file}" expected)
  endif()
  if(NOT got STREQUAL expected)
    message(SEND_ERROR "${what} differs\n--- expected\n${expected}\n--- got\n${got}\n---")
  endif()
endfunction()

list(LENGTH commands count)
string(REPEAT "0\n" ${count} all_accepted)
compare(rc "${all_rc}" "${all_accepted}")
compare(stdout.txt "${all_stdout}" "")
compare(stderr.txt "${all_stderr}" "")
