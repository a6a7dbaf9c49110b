# A control script that only the DEB has. The TGZ before it was audited and stays.
file(WRITE "${scratch}/postinst" "#!/bin/sh\nexit 0\n")
file(CHMOD "${scratch}/postinst" PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE
  GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
sample(BEFORE "set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA \"${scratch}/postinst\")" AFTER "include(PackageAudit)")
configure()
cpack(-G "TGZ;DEB;ZIP")
expect_failure()
expect_output("PackageAudit refused the packages of DEB" "DEBIAN/postinst")
expect_published(Acme-1.2.3-Linux.tar.gz)
