# The refusal names the install() rule in the very first run, and in later ones; nested files too.
sample(BEFORE "file(WRITE \"\${CMAKE_SOURCE_DIR}/sub/CMakeLists.txt\"
  \"\\n\\ninstall(DIRECTORY ../internal DESTINATION share/acme)\\n\")
add_subdirectory(sub)" AFTER "include(PackageAudit)")
configure(-DSAMPLE_LEAK=runtime)
cpack(-G TGZ)
expect_refused("share/acme/plan.txt" "CMakeLists.txt:14" "share/acme/internal/plan.txt" "sub/CMakeLists.txt:3")
cpack(-G DEB)
expect_refused("share/acme/plan.txt" "CMakeLists.txt:14" "share/acme/internal/plan.txt" "sub/CMakeLists.txt:3")
