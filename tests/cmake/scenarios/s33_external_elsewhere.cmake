# A declared package may lie anywhere; a refusal removes it there, too. What the script adds is seen.
file(WRITE "${scratch}/pack.cmake" [==[
set(package "${CPACK_PACKAGE_DIRECTORY}/PackageAudit/elsewhere/acme.tar.gz")
file(MAKE_DIRECTORY "${CPACK_PACKAGE_DIRECTORY}/PackageAudit/elsewhere")
file(WRITE "${CPACK_TEMPORARY_DIRECTORY}/share/extra.txt" "made by the script")
execute_process(COMMAND ${CMAKE_COMMAND} -E tar czf "${package}" bin include share
  WORKING_DIRECTORY "${CPACK_TEMPORARY_DIRECTORY}")
set(CPACK_EXTERNAL_BUILT_PACKAGES "${package}")
]==])
sample(BEFORE "set(CPACK_EXTERNAL_PACKAGE_SCRIPT \"${scratch}/pack.cmake\")
set(CPACK_EXTERNAL_ENABLE_STAGING ON)\nset(CPACK_MONOLITHIC_INSTALL ON)" AFTER "include(PackageAudit)")
configure()
cpack(-G External)
expect_refused("share/extra.txt")
if(EXISTS "${build}/PackageAudit/elsewhere/acme.tar.gz")
  fail("the refused package is still where the script made it")
endif()
