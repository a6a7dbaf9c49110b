# A refusal takes back the packages of the version before it, whose names nothing in this run knows.
sample()
configure(-DCPACK_PACKAGE_VERSION=1.2.2 -DCPACK_PACKAGE_FILE_NAME=acme-old)
cpack(-G TGZ)
expect_published(acme-old.tar.gz)
configure(-DCPACK_PACKAGE_FILE_NAME=acme-new -DSAMPLE_LEAK=runtime)
cpack(-G TGZ)
expect_refused("acme-new.tar.gz")
