# cmake -D scenario=<file> -D scratch=<folder> -D inspector=<file> -D repository=<folder>
#       [-D generator=<CMake generator>] [-D module_dir=<folder>] [-D NAME=VALUE]... -P run.cmake
#
# Runs one scenario in an empty scratch folder. support/scenario.cmake has the words it is written in.

cmake_minimum_required(VERSION 3.19...3.31)
include("${CMAKE_CURRENT_LIST_DIR}/scenario.cmake")
get_filename_component(support "${CMAKE_CURRENT_LIST_DIR}" ABSOLUTE)
set(stub "${support}/stub_inspector.sh")
unset(ENV{DESTDIR})
# CPack itself needs it for names outside ASCII.
set(ENV{LC_ALL} C.UTF-8)
file(REMOVE_RECURSE "${scratch}")
file(MAKE_DIRECTORY "${scratch}")
set(source "${scratch}/source")
set(build "${scratch}/source/build")
if(NOT DEFINED module_dir)
  set(module_dir "${repository}/cmake")
endif()
include("${scenario}")
