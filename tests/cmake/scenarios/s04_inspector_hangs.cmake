# The inspector misbehaves (hang): nothing is published.
sample(AFTER "include(PackageAudit)\npackage_audit(TIMEOUT 1)")
set(ENV{STUB} hang)
configure(-DPackageAudit_EXECUTABLE=${stub})
cpack(-G "TGZ;ZIP")
expect_refused("timeout")
