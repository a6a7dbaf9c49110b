# A refusal before the package is made leaves no installer, no staged file, no older twin.
sample()
configure(-DCPACK_MONOLITHIC_INSTALL=ON)
cpack(-G "TGZ;NSIS")
expect_published(Acme-1.2.3-Linux.exe Acme-1.2.3-Linux.tar.gz)
configure(-DSAMPLE_LEAK=runtime)
cpack(-G NSIS)
expect_refused("share/acme/plan.txt" "of NSIS")
