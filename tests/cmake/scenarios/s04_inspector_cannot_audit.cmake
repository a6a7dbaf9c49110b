# The inspector misbehaves (cannot): nothing is published.
sample()
set(ENV{STUB} cannot)
configure(-DPackageAudit_EXECUTABLE=${stub})
cpack(-G "TGZ;ZIP")
expect_refused("could.not.be.audited")
