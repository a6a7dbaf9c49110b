# CPack sets DESTDIR while it stages; the inspector does not see it.
sample(BEFORE "set(CPACK_SET_DESTDIR ON)" AFTER "include(PackageAudit)")
set(ENV{STUB} destdir)
configure(-DPackageAudit_EXECUTABLE=${stub} -DCMAKE_INSTALL_PREFIX=/opt/acme)
cpack(-G NSIS)
expect_exit(0)
expect_published(Acme-1.2.3-Linux.exe)
