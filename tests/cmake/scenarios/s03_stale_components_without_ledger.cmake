# Older packages of the same names go with their checksums, also when the list of what was published is lost.
sample(POLICY components.json)
configure(-DSAMPLE_COMPONENTS=IGNORE -DCPACK_PACKAGE_CHECKSUM=SHA256)
cpack(-G TGZ)
expect_exit(0)
file(REMOVE_RECURSE "${build}/PackageAudit/published")
configure(-DSAMPLE_LEAK=doc)
cpack(-G TGZ)
expect_refused("share/acme/plan.txt")
