# A package that the script drops into the package folder without a word is refused and removed.
file(WRITE "${scratch}/pack.cmake" [==[
set(package "${CPACK_PACKAGE_DIRECTORY}/acme.tar.gz")
execute_process(COMMAND ${CMAKE_COMMAND} -E tar czf "${package}" bin include share
  WORKING_DIRECTORY "${CPACK_TEMPORARY_DIRECTORY}")
set(CPACK_EXTERNAL_BUILT_PACKAGES "")
]==])
sample(BEFORE "set(CPACK_EXTERNAL_PACKAGE_SCRIPT \"${scratch}/pack.cmake\")
set(CPACK_EXTERNAL_ENABLE_STAGING ON)\nset(CPACK_MONOLITHIC_INSTALL ON)" AFTER "include(PackageAudit)")
configure()
cpack(-G External)
expect_refused("does not declare: acme.tar.gz")
