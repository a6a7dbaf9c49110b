# A refused source package takes back no binary package.
sample()
configure()
cpack(-G TGZ)
cpack(--config CPackSourceConfig.cmake -G TGZ)
expect_failure()
expect_published(Acme-1.2.3-Linux.tar.gz)
