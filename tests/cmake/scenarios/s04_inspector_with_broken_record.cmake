# The inspector misbehaves (broken-record): nothing is published.
sample()
set(ENV{STUB} broken-record)
configure(-DPackageAudit_EXECUTABLE=${stub})
cpack(-G "TGZ;ZIP")
expect_refused("does.not.accept")
