# The staged tree in each layout that CPack knows: whole, in components, below a prefix, below DESTDIR.
foreach(layout IN ITEMS
    "CPACK_MONOLITHIC_INSTALL ON" "CPACK_NSIS_COMPONENT_INSTALL ON" "CPACK_PACKAGING_INSTALL_PREFIX /opt/acme"
    "CPACK_SET_DESTDIR ON")
  file(REMOVE_RECURSE "${source}")
  sample(BEFORE "set(${layout})" AFTER "include(PackageAudit)")
  if(layout MATCHES "COMPONENT|DESTDIR|PREFIX")
    file(WRITE "${source}/package-audit.json"
      [[{ "version": 1, "allow": ["bin/acme", "include/acme.h", "share/doc/acme/guide.txt"] }]])
  endif()
  configure(-DSAMPLE_LEAK=runtime -DCMAKE_INSTALL_PREFIX=/opt/acme)
  cpack(-G NSIS)
  expect_refused("share/acme/plan.txt")
  configure(-USAMPLE_LEAK)
  cpack(-G NSIS)
  expect_exit(0)
  expect_published(Acme-1.2.3-Linux.exe)
endforeach()
