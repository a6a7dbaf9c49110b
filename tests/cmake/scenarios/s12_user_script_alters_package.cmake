# A script of the project's changes the package: the audit, the record and the checksum see that.
file(WRITE "${scratch}/repack.cmake" [[
execute_process(COMMAND "${CMAKE_COMMAND}" -E tar czf "${CPACK_PACKAGE_FILES}" ./bin
  WORKING_DIRECTORY "${CPACK_TEMPORARY_DIRECTORY}")
]])
sample(BEFORE "set(CPACK_POST_BUILD_SCRIPTS \"${scratch}/repack.cmake\")" AFTER "include(PackageAudit)")
file(WRITE "${source}/package-audit.json" "{ \"version\": 1, \"allow\": [\"bin/acme\"] }")
configure(-DCPACK_PACKAGE_CHECKSUM=SHA256)
cpack(-G TGZ)
expect_exit(0)
expect_published(Acme-1.2.3-Linux.tar.gz ALSO Acme-1.2.3-Linux.tar.gz.sha256)
file(SHA256 "${build}/Acme-1.2.3-Linux.tar.gz" digest)
file(READ "${build}/Acme-1.2.3-Linux.tar.gz.sha256" checksum)
if(NOT checksum MATCHES "^${digest}")
  fail("the checksum is of another file")
endif()
