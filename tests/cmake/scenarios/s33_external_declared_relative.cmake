# A declared package may be named from the folder that cpack runs in.
file(WRITE "${scratch}/pack.cmake" [==[
set(package "acme.tar.gz")
execute_process(COMMAND ${CMAKE_COMMAND} -E tar czf "${CPACK_TOPLEVEL_DIRECTORY}/../../../${package}" bin include share
  WORKING_DIRECTORY "${CPACK_TEMPORARY_DIRECTORY}")
set(CPACK_EXTERNAL_BUILT_PACKAGES "acme.tar.gz")
]==])
sample(BEFORE "set(CPACK_EXTERNAL_PACKAGE_SCRIPT \"${scratch}/pack.cmake\")
set(CPACK_EXTERNAL_ENABLE_STAGING ON)\nset(CPACK_MONOLITHIC_INSTALL ON)" AFTER "include(PackageAudit)")
configure()
cpack(-G External)
expect_exit(0)
expect_published(acme.tar.gz ALSO Acme-1.2.3-Linux.json)
configure(-DSAMPLE_LEAK=runtime)
cpack(-G External)
expect_refused("share/acme/plan.txt")
