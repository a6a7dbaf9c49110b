# Installed: find_package() and include(), in the order of the README.
sample(AFTER "find_package(PackageAudit 0.1 REQUIRED)\ninclude(PackageAudit)")
configure(-DSAMPLE_LEAK=runtime -DCMAKE_MODULE_PATH= -DPackageAudit_EXECUTABLE= "-DCMAKE_PREFIX_PATH=${prefix}")
cpack(-G "TGZ;DEB")
expect_refused("share/acme/plan.txt")
configure(-USAMPLE_LEAK -DCMAKE_MODULE_PATH= -DPackageAudit_EXECUTABLE=)
cpack(-G "TGZ;DEB")
expect_exit(0)
expect_published(Acme-1.2.3-Linux.deb Acme-1.2.3-Linux.tar.gz)
