# No inspector: refused, with the command that says where it is.
sample()
configure(-DPackageAudit_EXECUTABLE=${scratch}/no/package-audit)
cpack(-G TGZ)
expect_refused("the inspector does not exist: ${scratch}/no/package-audit" "Next: cmake -D PackageAudit_EXECUTABLE=")
