# The older package of the same name goes, also when the list of what was published is lost.
sample()
configure(-DCPACK_MONOLITHIC_INSTALL=ON)
cpack(-G NSIS)
expect_published(Acme-1.2.3-Linux.exe)
file(REMOVE_RECURSE "${build}/PackageAudit/published")
configure(-DSAMPLE_LEAK=runtime)
cpack(-G NSIS)
expect_refused("share/acme/plan.txt")
