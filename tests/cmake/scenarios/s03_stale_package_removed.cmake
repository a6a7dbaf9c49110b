# An older package, its checksum and its record do not survive the refusal of their successor.
sample()
configure(-DCPACK_PACKAGE_CHECKSUM=SHA256)
cpack(-G TGZ)
expect_published(Acme-1.2.3-Linux.tar.gz ALSO Acme-1.2.3-Linux.tar.gz.sha256)
configure(-DSAMPLE_LEAK=runtime)
cpack(-G TGZ)
expect_refused()
