# The words that scenarios are written in. A failed expectation ends the test with the output of the
# last command.

# ---------------------------------------------------------------------------------------- the project

# Copies the sample product to the scratch folder. AFTER and BEFORE are code that it runs after and
# before include(CPack); without any it audits with its own package-audit.json.
function(sample)
  cmake_parse_arguments(PARSE_ARGV 0 arg "NO_POLICY" "AFTER;BEFORE;POLICY" "")
  if(NOT DEFINED arg_POLICY)
    set(arg_POLICY "policy.json")
  endif()
  file(MAKE_DIRECTORY "${source}")
  file(GLOB files "${support}/sample/*")
  file(COPY ${files} DESTINATION "${source}")
  if(NOT arg_NO_POLICY)
    configure_file("${support}/${arg_POLICY}" "${source}/package-audit.json" COPYONLY)
  endif()
  if(NOT DEFINED arg_AFTER AND NOT DEFINED arg_BEFORE)
    set(arg_AFTER "include(PackageAudit)")
  endif()
  file(WRITE "${source}/before.cmake" "${arg_BEFORE}\n")
  file(WRITE "${source}/after.cmake" "${arg_AFTER}\n")
endfunction()

# ---------------------------------------------------------------------------------------- the commands

# Runs a command in `folder`. Lists in its arguments stay what they are.
function(run_in folder)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "")
  list(JOIN arg_UNPARSED_ARGUMENTS " " line)
  message(STATUS "${line}")
  execute_process(COMMAND ${arg_UNPARSED_ARGUMENTS} WORKING_DIRECTORY "${folder}"
    RESULT_VARIABLE exit_code OUTPUT_VARIABLE output ERROR_VARIABLE output)
  set_property(GLOBAL PROPERTY exit_code "${exit_code}")
  set_property(GLOBAL PROPERTY output "${output}")
endfunction()

# Configures with the arguments, without believing that it worked.
function(try_configure)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" "" "")
  set(generator_arguments "")
  if(generator)
    set(generator_arguments -G "${generator}")
  endif()
  run_in("${scratch}" "${CMAKE_COMMAND}" -S "${source}" -B "${build}" ${generator_arguments}
    "-DCMAKE_MODULE_PATH=${module_dir}" "-DPackageAudit_EXECUTABLE=${inspector}"
    ${arg_UNPARSED_ARGUMENTS})
endfunction()

function(configure)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" "" "")
  try_configure(${arg_UNPARSED_ARGUMENTS})
  expect_exit(0)
endfunction()

function(cpack)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" "" "")
  run_in("${build}" "${CMAKE_CPACK_COMMAND}" ${arg_UNPARSED_ARGUMENTS})
endfunction()

function(build)
  run_in("${build}" "${CMAKE_COMMAND}" --build . ${ARGN})
endfunction()

# ---------------------------------------------------------------------------------------- expectations

function(fail text)
  get_property(output GLOBAL PROPERTY output)
  message("${output}")
  message(FATAL_ERROR "${text}")
endfunction()

function(expect_exit code)
  get_property(exit_code GLOBAL PROPERTY exit_code)
  if(NOT "${exit_code}" STREQUAL "${code}")
    fail("expected exit code ${code}, not ${exit_code}")
  endif()
endfunction()

function(expect_failure)
  get_property(exit_code GLOBAL PROPERTY exit_code)
  if("${exit_code}" STREQUAL "0")
    fail("expected a failure, but the exit code is 0")
  endif()
endfunction()

# Each argument is a regular expression; blanks and line ends of the output count as one blank.
function(expect_output)
  get_property(output GLOBAL PROPERTY output)
  string(REGEX REPLACE "[ \n]+" " " text "${output}")
  foreach(pattern IN LISTS ARGN)
    if(NOT text MATCHES "${pattern}")
      fail("expected the output to match: ${pattern}")
    endif()
  endforeach()
endfunction()

function(expect_no_output pattern)
  get_property(output GLOBAL PROPERTY output)
  if(output MATCHES "${pattern}")
    fail("expected the output not to match: ${pattern}")
  endif()
endfunction()

# Sets `out` to the names in a folder that neither CMake nor a build tool put there.
function(published_files out folder)
  file(GLOB names LIST_DIRECTORIES FALSE RELATIVE "${folder}" "${folder}/*")
  list(FILTER names EXCLUDE REGEX
    "^(CMakeCache\\.txt|Makefile|build.*\\.ninja|\\.ninja_.*|CTestTestfile\\.cmake|cmake_install\\.cmake|CPack.*\\.cmake|install_manifest.*\\.txt|compile_commands\\.json)$")
  list(SORT names)
  set("${out}" "${names}" PARENT_SCOPE)
endfunction()

function(expect_record file)
  if(NOT EXISTS "${file}.audit.json")
    fail("${file} has no record")
  endif()
  file(READ "${file}.audit.json" record)
  file(SHA256 "${file}" digest)
  get_filename_component(name "${file}" NAME)
  string(JSON verdict GET "${record}" verdict)
  string(JSON basis ERROR_VARIABLE ignored GET "${record}" basis)
  if(basis STREQUAL "staged-tree")
    string(JSON recorded_name GET "${record}" artifact name)
    string(JSON recorded_digest GET "${record}" artifact sha256)
  else()
    string(JSON recorded_name GET "${record}" packages 0 name)
    string(JSON recorded_digest GET "${record}" packages 0 sha256)
  endif()
  if(NOT verdict STREQUAL "accepted" OR NOT recorded_name STREQUAL name
     OR NOT recorded_digest STREQUAL digest)
    fail("the record of ${file} is not of that file: ${record}")
  endif()
endfunction()

# The package folder holds exactly these packages, each with its record. ALSO names side files.
function(expect_published)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" "IN" "ALSO")
  if(NOT DEFINED arg_IN)
    set(arg_IN "${build}")
  endif()
  set(expected ${arg_ALSO})
  foreach(package IN LISTS arg_UNPARSED_ARGUMENTS)
    list(APPEND expected "${package}" "${package}.audit.json")
    if(NOT EXISTS "${arg_IN}/${package}")
      fail("${package} was not published")
    endif()
    expect_record("${arg_IN}/${package}")
  endforeach()
  list(SORT expected)
  published_files(names "${arg_IN}")
  if(NOT "${names}" STREQUAL "${expected}")
    fail("expected in ${arg_IN}: ${expected}\nfound: ${names}")
  endif()
endfunction()

# Nothing of the sample is left where CPack puts packages together.
function(expect_no_payload)
  set(folder "${build}")
  if(ARGC GREATER 0)
    set(folder "${ARGV0}")
  endif()
  file(GLOB_RECURSE files LIST_DIRECTORIES FALSE "${folder}/_CPack_Packages/*")
  list(FILTER files EXCLUDE REGEX "/(NSISOutput\\.log|External/[^/]*\\.json|NSIS\\.InstallOptions\\.ini|project\\.nsi)$")
  if(files)
    fail("left in _CPack_Packages: ${files}")
  endif()
endfunction()

# The run was refused and left nothing; arguments as for expect_output().
function(expect_refused)
  expect_failure()
  expect_output("CMake Error at [^ ]*Refuse.cmake:[0-9]+ .message.: PackageAudit refused the packages of" ${ARGN})
  expect_published()
  expect_no_payload()
endfunction()
