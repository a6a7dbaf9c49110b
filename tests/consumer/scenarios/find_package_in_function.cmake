# Out of a function no CMAKE_MODULE_PATH gets, but package_audit() does.
sample(AFTER "function(use)\n  find_package(PackageAudit REQUIRED)\nendfunction()\nuse()\npackage_audit()")
configure(-DSAMPLE_LEAK=runtime -DCMAKE_MODULE_PATH= -DPackageAudit_EXECUTABLE= "-DCMAKE_PREFIX_PATH=${prefix}")
cpack(-G "TGZ;DEB")
expect_refused("share/acme/plan.txt")
configure(-USAMPLE_LEAK -DCMAKE_MODULE_PATH= -DPackageAudit_EXECUTABLE=)
cpack(-G "TGZ;DEB")
expect_exit(0)
expect_published(Acme-1.2.3-Linux.deb Acme-1.2.3-Linux.tar.gz)
