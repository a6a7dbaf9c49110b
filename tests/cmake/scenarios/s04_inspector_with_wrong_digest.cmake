# The inspector misbehaves (other-digest): nothing is published.
sample()
set(ENV{STUB} other-digest)
configure(-DPackageAudit_EXECUTABLE=${stub})
cpack(-G "TGZ;ZIP")
expect_refused("another.SHA-256")
