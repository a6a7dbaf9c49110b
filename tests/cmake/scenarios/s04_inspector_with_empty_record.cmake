# The inspector misbehaves (empty-record): nothing is published.
sample()
set(ENV{STUB} empty-record)
configure(-DPackageAudit_EXECUTABLE=${stub})
cpack(-G "TGZ;ZIP")
expect_refused("does.not.accept")
