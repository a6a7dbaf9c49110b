# A signature that the project's script writes into CPACK_OUTPUT_FILE_PREFIX is published with its package.
file(WRITE "${scratch}/sign.cmake" [[
file(WRITE "${CPACK_OUTPUT_FILE_PREFIX}/Acme-1.2.3-Linux.tar.gz.sig" "signature")
]])
sample(BEFORE "set(CPACK_POST_BUILD_SCRIPTS \"${scratch}/sign.cmake\")" AFTER "include(PackageAudit)")
configure()
cpack(-G TGZ)
expect_exit(0)
expect_published(Acme-1.2.3-Linux.tar.gz ALSO Acme-1.2.3-Linux.tar.gz.sig)
file(REMOVE "${build}/Acme-1.2.3-Linux.tar.gz.sig")
configure(-DSAMPLE_LEAK=dev)
cpack(-G TGZ)
expect_refused()
