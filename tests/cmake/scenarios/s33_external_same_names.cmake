# Two declared packages of one name: one would overwrite the other.
file(WRITE "${scratch}/pack.cmake" [==[
set(CPACK_EXTERNAL_BUILT_PACKAGES "")
foreach(folder IN ITEMS a b)
  set(package "${CPACK_TOPLEVEL_DIRECTORY}/${folder}/acme.tar.gz")
  file(MAKE_DIRECTORY "${CPACK_TOPLEVEL_DIRECTORY}/${folder}")
  execute_process(COMMAND ${CMAKE_COMMAND} -E tar czf "${package}" bin include share
    WORKING_DIRECTORY "${CPACK_TEMPORARY_DIRECTORY}")
  list(APPEND CPACK_EXTERNAL_BUILT_PACKAGES "${package}")
endforeach()
]==])
sample(BEFORE "set(CPACK_EXTERNAL_PACKAGE_SCRIPT \"${scratch}/pack.cmake\")
set(CPACK_EXTERNAL_ENABLE_STAGING ON)\nset(CPACK_MONOLITHIC_INSTALL ON)" AFTER "include(PackageAudit)")
configure()
cpack(-G External)
expect_refused("two packages have the name acme.tar.gz")
