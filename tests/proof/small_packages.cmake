# Makes one small package with each generator of CPack, and a plain tar, in folder OUTPUT. What is there already
# is made anew: the fixture of the tests that read these packages.
#   cmake -D SOURCE=… -D OUTPUT=… -D CPACK=… -P small_packages.cmake
set(generators TGZ TXZ TBZ2 TZST TZ ZIP 7Z DEB RPM STGZ)
set(ENV{LC_ALL} C.UTF-8)
set(ENV{SOURCE_DATE_EPOCH} 1700000000)

function(run)
  execute_process(COMMAND ${ARGN} WORKING_DIRECTORY "${OUTPUT}" RESULT_VARIABLE result
    OUTPUT_VARIABLE text ERROR_VARIABLE text)
  if(NOT result EQUAL 0)
    message(FATAL_ERROR "${ARGN} failed:\n${text}")
  endif()
endfunction()

file(REMOVE_RECURSE "${OUTPUT}")
file(MAKE_DIRECTORY "${OUTPUT}")
run("${CMAKE_COMMAND}" -S "${SOURCE}" -B "${OUTPUT}/build")
foreach(generator IN LISTS generators)
  run("${CPACK}" --config build/CPackConfig.cmake -G ${generator} -B "${OUTPUT}")
endforeach()
execute_process(COMMAND gzip -dc acme-1.0.tar.gz WORKING_DIRECTORY "${OUTPUT}"
  OUTPUT_FILE acme-1.0.tar COMMAND_ERROR_IS_FATAL ANY)
