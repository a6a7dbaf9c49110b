# Components packed into one file.
sample()
configure(-DSAMPLE_COMPONENTS=ALL_COMPONENTS_IN_ONE)
cpack(-G "TGZ;DEB;RPM")
expect_published(Acme-1.2.3-Linux.deb Acme-1.2.3-Linux.rpm Acme-1.2.3-Linux.tar.gz)
configure(-DSAMPLE_LEAK=doc)
cpack(-G DEB)
expect_refused("share/acme/plan.txt")
