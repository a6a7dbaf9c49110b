# The stub of the tests around this one is believed when it behaves, so that they fail for its faults.
sample()
set(ENV{STUB} accept)
configure(-DPackageAudit_EXECUTABLE=${stub})
cpack(-G TGZ)
expect_published(Acme-1.2.3-Linux.tar.gz)
