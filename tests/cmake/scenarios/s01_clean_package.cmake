# A clean package is published, with a record of its digest.
sample()
configure()
cpack(-G TGZ)
expect_exit(0)
expect_published(Acme-1.2.3-Linux.tar.gz)
