# The project's own scripts run, before ours.
file(WRITE "${scratch}/config.cmake" "message(STATUS \"user config\")\n")
file(WRITE "${scratch}/post.cmake" "message(STATUS \"user post-build\")\n")
sample(BEFORE "set(CPACK_PROJECT_CONFIG_FILE \"${scratch}/config.cmake\")
set(CPACK_POST_BUILD_SCRIPTS \"${scratch}/post.cmake\")" AFTER "include(PackageAudit)")
configure()
cpack(-G TGZ)
expect_exit(0)
expect_output("user config.*user post-build.*PackageAudit/binary/PostBuild.cmake")
