# The installed module, injected into a project that knows nothing of it.
sample(AFTER "# nothing")
configure(-DSAMPLE_LEAK=runtime -DCMAKE_MODULE_PATH= -DPackageAudit_EXECUTABLE= "-DCMAKE_PROJECT_INCLUDE=${prefix}/share/cmake/PackageAudit/modules/PackageAudit.cmake")
cpack(-G "TGZ;DEB")
expect_refused("share/acme/plan.txt")
configure(-USAMPLE_LEAK -DCMAKE_MODULE_PATH= -DPackageAudit_EXECUTABLE=)
cpack(-G "TGZ;DEB")
expect_exit(0)
expect_published(Acme-1.2.3-Linux.deb Acme-1.2.3-Linux.tar.gz)
