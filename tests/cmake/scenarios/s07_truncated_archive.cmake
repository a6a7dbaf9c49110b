# An archive that a project's own script has cut short.
file(WRITE "${scratch}/cut.cmake" [[
foreach(file IN LISTS CPACK_PACKAGE_FILES)
  execute_process(COMMAND truncate -s -20 ${file})
endforeach()
]])
sample(BEFORE "set(CPACK_POST_BUILD_SCRIPTS \"${scratch}/cut.cmake\")" AFTER "include(PackageAudit)")
configure()
foreach(generator_name IN ITEMS TGZ ZIP DEB 7Z RPM)
  cpack(-G ${generator_name})
  expect_refused()
endforeach()
