# One leak that a project packs by mistake, and its refusal: by the check that knows the shape, and with the
# install() rule behind it. -D incident=<file> is the leak, in the words below and those of
# support/scenario.cmake.

# Makes a text file of the project.
function(make_file file text)
  file(WRITE "${source}/${file}" "${text}")
endfunction()

# Runs a command in the source folder; it has to succeed.
function(make)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" "" "")
  run_in("${source}" ${arg_UNPARSED_ARGUMENTS})
  expect_exit(0)
endfunction()

# Python writes what CMake cannot: NUL bytes, structures, archives. Further arguments are its own.
function(make_with_python script)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "")
  file(WRITE "${scratch}/make.py" "${script}")
  make(python3 "${scratch}/make.py" ${arg_UNPARSED_ARGUMENTS})
endfunction()

# incident(<generator> CHECK <id>
#   [PATH <path in the package>]       where it is found; without one it is the whole package
#   [RULE <install() call>]            what put it there, or
#   [INSTALLED_BY <file>:<line>]       where the project's own files have that call
#   [BEFORE <code>] [LANGUAGES <name>] of the project, which is built if it has a language
#   [PROFILE <bundled policy>]         that is extended, release if none is named
#   [ALLOW <list>] [POLICY <fields>]   of JSON; the allowlist lets every path in, so that nothing but the
#                                      check stands in the way
#   [ALSO <check>...]                  that refuse it too; no other does
#   [HIDES <text>] [SOURCE])           must not be shown; the source package, which no rule makes
function(incident package)
  cmake_parse_arguments(PARSE_ARGV 1 arg "SOURCE"
    "CHECK;PATH;RULE;INSTALLED_BY;BEFORE;LANGUAGES;PROFILE;ALLOW;POLICY;HIDES" "ALSO")
  make_project()
  configure()
  if(arg_SOURCE)
    build(--target package_source)
    string(APPEND package "-source")
  else()
    build(--target package)
  endif()
  set(expected "error: ${arg_CHECK}: ")
  if(arg_INSTALLED_BY)
    string(APPEND expected ".*installed by ${arg_INSTALLED_BY} install\\(")
  endif()
  expect_refused("${expected}")
  if(arg_HIDES)
    expect_no_output("${arg_HIDES}")
  endif()
  expect_finding("${build}/PackageAudit/reports/${package}.json")
endfunction()

# Writes the CMakeLists.txt and the policy of incident(), and sets arg_INSTALLED_BY to where its rule is.
macro(make_project)
  if(NOT arg_LANGUAGES)
    set(arg_LANGUAGES NONE)
  endif()
  if(NOT arg_PROFILE)
    set(arg_PROFILE release)
  endif()
  if(NOT arg_ALLOW)
    set(arg_ALLOW "[\"**\"]")
  endif()
  set(project "cmake_minimum_required(VERSION 3.19...3.31)
project(Acme VERSION 1.2.3 LANGUAGES ${arg_LANGUAGES})
set(CPACK_GENERATOR ${package})
set(CPACK_SOURCE_GENERATOR ${package})
set(CPACK_PACKAGE_CONTACT release@acme.example)
install(FILES readme.txt DESTINATION share/doc/acme)
${arg_BEFORE}
")
  if(arg_RULE)
    string(REGEX MATCHALL "\n" ends "${project}")
    list(LENGTH ends line)
    math(EXPR line "${line} + 1")
    set(arg_INSTALLED_BY "CMakeLists.txt:${line}")
  endif()
  make_file(CMakeLists.txt "${project}${arg_RULE}\ninclude(CPack)\ninclude(PackageAudit)\n")
  make_file(readme.txt "Acme makes things.\n")
  set(policy "{ \"version\": 1, \"extends\": [\"builtin:${arg_PROFILE}\"], \"allow\": ${arg_ALLOW}")
  if(arg_POLICY)
    string(APPEND policy ", ${arg_POLICY}")
  endif()
  make_file(package-audit.json "${policy} }\n")
  make_file(package-audit-source.json "${policy} }\n")
endmacro()

# Of the errors in the report one is that of incident(), and none is of a check that it does not name.
function(expect_finding report)
  file(READ "${report}" report)
  if(arg_HIDES AND report MATCHES "${arg_HIDES}")
    fail("shown in the report: ${arg_HIDES}")
  endif()
  string(JSON count LENGTH "${report}" packages 0 findings)
  math(EXPR last "${count} - 1")
  set(found FALSE)
  foreach(i RANGE ${last})
    string(JSON finding GET "${report}" packages 0 findings ${i})
    string(JSON severity GET "${finding}" severity)
    if(NOT severity STREQUAL "error")
      continue()
    endif()
    string(JSON check GET "${finding}" check)
    string(JSON path GET "${finding}" path)
    string(JSON file ERROR_VARIABLE none GET "${finding}" installed_by file)
    string(JSON line ERROR_VARIABLE none GET "${finding}" installed_by line)
    set(installed_by "")
    if(NOT none)
      set(installed_by "${file}:${line}")
    endif()
    if(check STREQUAL "${arg_CHECK}" AND path STREQUAL "${arg_PATH}"
       AND installed_by STREQUAL "${arg_INSTALLED_BY}")
      set(found TRUE)
    elseif(NOT check IN_LIST arg_CHECK AND NOT check IN_LIST arg_ALSO)
      fail("refused by ${check} as well: ${finding}")
    endif()
  endforeach()
  if(NOT found)
    fail("expected ${arg_CHECK} at ${arg_PATH}, installed by ${arg_INSTALLED_BY}: ${report}")
  endif()
endfunction()

file(MAKE_DIRECTORY "${source}")
include("${incident}")
