# Install rules. The CMake package PackageAudit is the same for every architecture: it must load when a
# consumer cross compiles, too. The C++ library and its CMake package PackageAuditLibrary are not.

include(CMakePackageConfigHelpers)

set(package_audit_doc_dir "${CMAKE_INSTALL_DATAROOTDIR}/doc/package-audit")
set(package_audit_cmake_dir "${CMAKE_INSTALL_DATADIR}/cmake/PackageAudit")
set(package_audit_library_cmake_dir "${CMAKE_INSTALL_LIBDIR}/cmake/PackageAuditLibrary")

install(TARGETS package-audit EXPORT PackageAuditTargets
  RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}" COMPONENT tool)
install(EXPORT PackageAuditTargets NAMESPACE PackageAudit::
  DESTINATION "${package_audit_cmake_dir}" COMPONENT tool)

install(TARGETS package_audit EXPORT PackageAuditLibraryTargets
  ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}" COMPONENT library
  LIBRARY DESTINATION "${CMAKE_INSTALL_LIBDIR}" COMPONENT library)
install(EXPORT PackageAuditLibraryTargets NAMESPACE PackageAudit::
  DESTINATION "${package_audit_library_cmake_dir}" COMPONENT library)
install(DIRECTORY "${PROJECT_SOURCE_DIR}/include/package_audit"
  DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}" COMPONENT library FILES_MATCHING PATTERN "*.hpp")

configure_package_config_file("${PROJECT_SOURCE_DIR}/cmake/PackageAuditConfig.cmake.in"
  "${PROJECT_BINARY_DIR}/PackageAuditConfig.cmake" INSTALL_DESTINATION "${package_audit_cmake_dir}"
  NO_SET_AND_CHECK_MACRO)
write_basic_package_version_file("${PROJECT_BINARY_DIR}/PackageAuditConfigVersion.cmake"
  COMPATIBILITY SameMinorVersion ARCH_INDEPENDENT)
install(FILES
  "${PROJECT_BINARY_DIR}/PackageAuditConfig.cmake"
  "${PROJECT_BINARY_DIR}/PackageAuditConfigVersion.cmake"
  DESTINATION "${package_audit_cmake_dir}" COMPONENT tool)

# The modules of pkg-config that the library was linked with, as PREFIX:module.
set(package_audit_pkgconfig_modules PACKAGEAUDIT_ZSTD:libzstd PACKAGEAUDIT_RE2:re2 PACKAGEAUDIT_UTF8PROC:libutf8proc)
foreach(module IN ITEMS PACKAGEAUDIT_ISAL:libisal PACKAGEAUDIT_HYPERSCAN:libhs PACKAGEAUDIT_SECCOMP:libseccomp)
  string(REGEX REPLACE ":.*" "" prefix "${module}")
  if(${prefix}_FOUND)
    list(APPEND package_audit_pkgconfig_modules "${module}")
  endif()
endforeach()
get_target_property(libraries package_audit LINK_LIBRARIES)
foreach(library IN LISTS libraries)
  if(library MATCHES "^PkgConfig::(.+)$" AND NOT package_audit_pkgconfig_modules MATCHES "${CMAKE_MATCH_1}:")
    message(FATAL_ERROR "cmake/dev/Install.cmake: ${library} lacks its row")
  endif()
endforeach()
configure_package_config_file("${PROJECT_SOURCE_DIR}/cmake/PackageAuditLibraryConfig.cmake.in"
  "${PROJECT_BINARY_DIR}/PackageAuditLibraryConfig.cmake"
  INSTALL_DESTINATION "${package_audit_library_cmake_dir}" NO_SET_AND_CHECK_MACRO)
write_basic_package_version_file("${PROJECT_BINARY_DIR}/PackageAuditLibraryConfigVersion.cmake"
  COMPATIBILITY SameMinorVersion)
install(FILES
  "${PROJECT_BINARY_DIR}/PackageAuditLibraryConfig.cmake"
  "${PROJECT_BINARY_DIR}/PackageAuditLibraryConfigVersion.cmake"
  DESTINATION "${package_audit_library_cmake_dir}" COMPONENT library)

install(FILES "${PROJECT_SOURCE_DIR}/cmake/PackageAudit.cmake"
  DESTINATION "${package_audit_cmake_dir}/modules" COMPONENT tool)
install(DIRECTORY "${PROJECT_SOURCE_DIR}/cmake/PackageAudit"
  DESTINATION "${package_audit_cmake_dir}/modules" COMPONENT tool FILES_MATCHING PATTERN "*.cmake")

install(DIRECTORY "${PROJECT_SOURCE_DIR}/policies"
  DESTINATION "${CMAKE_INSTALL_DATADIR}/package-audit" COMPONENT tool
  FILES_MATCHING PATTERN "*.json" PATTERN "README.md")
install(FILES "${PROJECT_SOURCE_DIR}/LICENSE"
  DESTINATION "${package_audit_doc_dir}" COMPONENT tool)
install(DIRECTORY "${PROJECT_SOURCE_DIR}/docs/"
  DESTINATION "${package_audit_doc_dir}" COMPONENT tool FILES_MATCHING PATTERN "*.md")
if(EXISTS "${PROJECT_SOURCE_DIR}/docs/package-audit.1")
  install(FILES "${PROJECT_SOURCE_DIR}/docs/package-audit.1"
    DESTINATION "${CMAKE_INSTALL_MANDIR}/man1" COMPONENT tool)
endif()
install(FILES "${PROJECT_SOURCE_DIR}/docs/package-audit.bash" RENAME package-audit
  DESTINATION "${CMAKE_INSTALL_DATADIR}/bash-completion/completions" COMPONENT tool)
