# A package that no reader opens, of a project that stages nothing.
sample(BEFORE "set(CPACK_INSTALL_CMAKE_PROJECTS \"\")" AFTER "include(PackageAudit)")
configure(-DCPACK_MONOLITHIC_INSTALL=ON)
cpack(-G NSIS)
expect_refused("nothing was staged")
