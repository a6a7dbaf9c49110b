# A script cannot hide a package by taking it from CPACK_PACKAGE_FILES: CPack would publish it.
foreach(change IN ITEMS "set(CPACK_PACKAGE_FILES \"\")" "list(REMOVE_AT CPACK_PACKAGE_FILES 0)")
  file(WRITE "${scratch}/post.cmake" "${change}\n")
  file(REMOVE_RECURSE "${source}")
  sample(POLICY components.json BEFORE "set(CPACK_POST_BUILD_SCRIPTS \"${scratch}/post.cmake\")"
    AFTER "include(PackageAudit)")
  configure(-DSAMPLE_COMPONENTS=IGNORE -DSAMPLE_LEAK=dev)
  cpack(-G TGZ)
  expect_refused("another script has changed CPACK_PACKAGE_FILES")
endforeach()
