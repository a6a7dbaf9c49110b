# The imported target is known in the subdirectory only; the gate is the whole build's.
sample(BEFORE "file(WRITE \"\${CMAKE_SOURCE_DIR}/sub/CMakeLists.txt\"
  \"find_package(PackageAudit REQUIRED)\\ninclude(PackageAudit)\")
add_subdirectory(sub)")
configure(-DSAMPLE_LEAK=runtime -DCMAKE_MODULE_PATH= -DPackageAudit_EXECUTABLE= "-DCMAKE_PREFIX_PATH=${prefix}")
cpack(-G "TGZ;DEB")
expect_refused("share/acme/plan.txt")
configure(-USAMPLE_LEAK -DCMAKE_MODULE_PATH= -DPackageAudit_EXECUTABLE=)
cpack(-G "TGZ;DEB")
expect_exit(0)
expect_published(Acme-1.2.3-Linux.deb Acme-1.2.3-Linux.tar.gz)
