# The inspector misbehaves (other-name): nothing is published.
sample()
set(ENV{STUB} other-name)
configure(-DPackageAudit_EXECUTABLE=${stub})
cpack(-G "TGZ;ZIP")
expect_refused("of.another.package")
