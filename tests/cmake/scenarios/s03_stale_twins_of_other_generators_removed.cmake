# What another generator published in a former run goes too, with its staging folder.
sample()
configure(-DCPACK_PACKAGE_CHECKSUM=SHA256)
cpack(-G "ZIP;DEB")
expect_published(Acme-1.2.3-Linux.deb Acme-1.2.3-Linux.zip
  ALSO Acme-1.2.3-Linux.deb.sha256 Acme-1.2.3-Linux.zip.sha256)
configure(-DSAMPLE_LEAK=runtime)
cpack(-G TGZ)
expect_refused()
