# Sourced by the folders that build the targets, with libFuzzer here and with a main of their own in
# tests/fuzz_replay.
find_package(fmt REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(PACKAGEAUDIT_FUZZ_ZSTD REQUIRED IMPORTED_TARGET libzstd)

set(package_audit_fuzz "${CMAKE_CURRENT_LIST_DIR}")
set(package_audit_fuzz_packages zip tar deb rpm seven_zip stgz)
# One for each structure reader, with the function that knows its format.
set(package_audit_fuzz_structures elf coff pe macho wasm source_map image head inline_map)
set(is_format_elf is_elf)
set(is_format_coff is_coff_object)
set(is_format_pe is_pe)
set(is_format_macho is_macho)
set(is_format_wasm is_wasm)
set(is_format_source_map is_json_object)
set(is_format_image is_image)
set(is_format_head is_known_magic)
set(is_format_inline_map is_anything)
set(package_audit_fuzz_targets
  ${package_audit_fuzz_packages} decode policy glob protocol signature ${package_audit_fuzz_structures})

# What all targets share, and the program that writes their seeds.
function(add_fuzz_support)
  if(NOT TARGET test_readings)
    add_subdirectory("${package_audit_fuzz}/../readings" readings)
  endif()
  add_library(fuzz_support STATIC "${package_audit_fuzz}/oracle.cpp" "${package_audit_fuzz}/repair.cpp")
  set_target_properties(fuzz_support PROPERTIES CXX_EXTENSIONS OFF)
  target_link_libraries(fuzz_support PUBLIC test_readings PRIVATE fmt::fmt
    package_audit_settings package_audit_warnings)

  add_executable(make_seeds "${package_audit_fuzz}/make_seeds.cpp"
    "${package_audit_fuzz}/../support/archive_builder.cpp"
    "${package_audit_fuzz}/../support/archive_bytes.cpp"
    "${package_audit_fuzz}/../support/deb_builder.cpp"
    "${package_audit_fuzz}/../support/tar_recipe.cpp")
  set_target_properties(make_seeds PROPERTIES CXX_EXTENSIONS OFF)
  target_link_libraries(make_seeds PRIVATE test_readings fmt::fmt PkgConfig::PACKAGEAUDIT_FUZZ_ZSTD
    package_audit_settings package_audit_warnings)
endfunction()

# add_fuzz_target(NAME EXECUTABLE SOURCE...)
function(add_fuzz_target name executable)
  set(source ${name})
  if(name IN_LIST package_audit_fuzz_structures)
    set(source structure)
  endif()
  add_executable(${executable} "${package_audit_fuzz}/${source}_fuzz.cpp" ${ARGN})
  if(DEFINED is_format_${name})
    target_compile_definitions(${executable} PRIVATE PACKAGEAUDIT_IS_FORMAT=${is_format_${name}})
  endif()
  set_target_properties(${executable} PROPERTIES CXX_EXTENSIONS OFF)
  target_link_libraries(${executable} PRIVATE fuzz_support package_audit_settings package_audit_warnings)
endfunction()
