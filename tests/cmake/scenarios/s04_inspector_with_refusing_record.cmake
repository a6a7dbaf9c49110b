# The inspector misbehaves (other-verdict): nothing is published.
sample()
set(ENV{STUB} other-verdict)
configure(-DPackageAudit_EXECUTABLE=${stub})
cpack(-G "TGZ;ZIP")
expect_refused("does.not.accept")
