# What `cmake --install` puts where. The CMake package is the same for every architecture: it must load
# when a consumer cross compiles, too.

include(CMakePackageConfigHelpers)

set(package_audit_doc_dir "${CMAKE_INSTALL_DATAROOTDIR}/doc/package-audit")
set(package_audit_cmake_dir "${CMAKE_INSTALL_DATADIR}/cmake/PackageAudit")

install(TARGETS package-audit EXPORT PackageAuditTargets
  RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}" COMPONENT tool)
install(EXPORT PackageAuditTargets NAMESPACE PackageAudit::
  DESTINATION "${package_audit_cmake_dir}" COMPONENT tool)

install(TARGETS package_audit EXPORT PackageAuditLibraryTargets
  ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}" COMPONENT library
  LIBRARY DESTINATION "${CMAKE_INSTALL_LIBDIR}" COMPONENT library)
install(EXPORT PackageAuditLibraryTargets NAMESPACE PackageAudit::
  DESTINATION "${package_audit_cmake_dir}" COMPONENT library)
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
