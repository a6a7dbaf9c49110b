# cmake -D build=<folder> -D prefix=<folder> -D config=<name> -P install.cmake
file(REMOVE_RECURSE "${prefix}")
set(config_arguments "")
if(config)
  set(config_arguments --config "${config}")
endif()
execute_process(
  COMMAND "${CMAKE_COMMAND}" --install "${build}" --prefix "${prefix}" ${config_arguments}
  RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
if(NOT result EQUAL 0)
  message(FATAL_ERROR "${output}")
endif()
