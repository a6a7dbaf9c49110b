# cmake -DPROJECT_DIR=<project> -DSCRATCH=<folder> -P layering_test.cmake
#
# layering.cmake must see each kind of forbidden include.
cmake_minimum_required(VERSION 3.19)

function(expect_fault file include expected)
  file(REMOVE_RECURSE "${SCRATCH}")
  file(WRITE "${SCRATCH}/${file}" "#pragma once\n#include ${include}\n")
  execute_process(
    COMMAND "${CMAKE_COMMAND}" "-DSOURCE_DIR=${SCRATCH}" "-DTABLE=${PROJECT_DIR}/ARCHITECTURE.md"
      -P "${PROJECT_DIR}/tests/meta/layering.cmake"
    RESULT_VARIABLE result ERROR_VARIABLE error OUTPUT_QUIET)
  if(result STREQUAL "0" OR NOT error MATCHES "${expected}")
    message(SEND_ERROR "${file} with ${include}: expected \"${expected}\", got ${result}: ${error}")
  endif()
endfunction()

expect_fault(src/checks/x.cpp "<archive.h>" "archive.h is of libarchive, which checks may not use")
expect_fault(src/checks/x.cpp "<nlohmann/json.hpp>" "is of nlohmann")
expect_fault(src/checks/x.cpp "<boost/regex.hpp>" "is of boost/regex.hpp")
expect_fault(src/checks/x.cpp "<fstream>" "fstream is forbidden in checks")
expect_fault(src/checks/x.cpp "<unistd.h>" "is of posix")
expect_fault(src/checks/x.cpp "\"audit/layout.hpp\"" "is of a folder that checks may not include")
expect_fault(src/checks/deep/x.hpp "\"report/json.hpp\"" "is of a folder that checks may not include")
expect_fault(src/checks/x.cpp "\"x.hpp\"" "names no folder")
expect_fault(src/cli/x.cpp "<archive.h>" "is of libarchive")
expect_fault(src/checks/x.cpp "<package_audit/package_audit.hpp>" "is of public, which checks may not use")
expect_fault(include/package_audit/x.hpp "<nlohmann/json.hpp>" "is of nlohmann, which public may not use")
expect_fault(include/package_audit/x.hpp "<fmt/format.h>" "is of fmt, which public may not use")
expect_fault(include/package_audit/x.hpp "<functional>" "functional is forbidden in public")
expect_fault(include/package_audit/x.hpp "\"model/result.hpp\"" "is of a folder that public may not include")
expect_fault(src/base/x.cpp "\"checks/checks.hpp\"" "is of a folder that base may not include")
expect_fault(src/news/x.cpp "<string>" "src/news: has no row")
expect_fault(src/checks/x.txt "<string>" "no source file")
file(REMOVE_RECURSE "${SCRATCH}")
