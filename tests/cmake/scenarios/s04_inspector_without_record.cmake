# The inspector misbehaves (no-record): nothing is published.
sample()
set(ENV{STUB} no-record)
configure(-DPackageAudit_EXECUTABLE=${stub})
cpack(-G "TGZ;ZIP")
expect_refused("left.no.record")
