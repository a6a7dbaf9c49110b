# A relative policy is looked for beside the list file that names it.
sample(NO_POLICY AFTER "file(WRITE \"\${CMAKE_SOURCE_DIR}/sub/CMakeLists.txt\"
  \"include(PackageAudit)\\npackage_audit(POLICY release/policy.json)\")
add_subdirectory(sub)")
configure_file("${support}/policy.json" "${source}/sub/release/policy.json" COPYONLY)
configure(-DSAMPLE_LEAK=runtime)
cpack(-G TGZ)
expect_refused("share/acme/plan.txt")
configure(-USAMPLE_LEAK)
cpack(-G TGZ)
expect_exit(0)
expect_published(Acme-1.2.3-Linux.tar.gz)
