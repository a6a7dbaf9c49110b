# The policy went away after configuring, although the call names it.
sample(AFTER "include(PackageAudit)\npackage_audit(POLICY package-audit.json)")
configure()
file(REMOVE "${source}/package-audit.json")
cpack(-G TGZ)
expect_refused("there is no policy ${source}/package-audit.json")
