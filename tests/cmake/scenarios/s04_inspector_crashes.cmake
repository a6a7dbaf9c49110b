# The inspector misbehaves (crash): nothing is published.
sample()
set(ENV{STUB} crash)
configure(-DPackageAudit_EXECUTABLE=${stub})
cpack(-G "TGZ;ZIP")
expect_refused("Segmentation|did.not.end")
