# A declared package that does not exist is refused.
file(WRITE "${scratch}/pack.cmake" [==[
set(package "${CPACK_TOPLEVEL_DIRECTORY}/acme.tar.gz")
execute_process(COMMAND ${CMAKE_COMMAND} -E tar czf "${package}" bin include share
  WORKING_DIRECTORY "${CPACK_TEMPORARY_DIRECTORY}")
set(CPACK_EXTERNAL_BUILT_PACKAGES "${CPACK_TOPLEVEL_DIRECTORY}/other.tar.gz")
]==])
sample(BEFORE "set(CPACK_EXTERNAL_PACKAGE_SCRIPT \"${scratch}/pack.cmake\")
set(CPACK_EXTERNAL_ENABLE_STAGING ON)\nset(CPACK_MONOLITHIC_INSTALL ON)" AFTER "include(PackageAudit)")
configure()
cpack(-G External)
expect_refused("CPack lists what is no file")
