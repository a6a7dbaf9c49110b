# What names the build is known with no set-up, and refused.
sample(BEFORE "file(WRITE \"\${CMAKE_BINARY_DIR}/tool/plan.txt\" \"made in \${CMAKE_BINARY_DIR}/out\")
install(FILES \"\${CMAKE_BINARY_DIR}/tool/plan.txt\" DESTINATION share/doc/acme RENAME guide.txt)"
  AFTER "include(PackageAudit)")
configure()
cpack(-G TGZ)
expect_refused("build-path" "share/doc/acme/guide.txt" "build folder of this build" "install()")
