# A project configuration script that does not exist is an error, where CPack would carry on without it.
sample(BEFORE "set(CPACK_PROJECT_CONFIG_FILE \"${scratch}/none.cmake\")" AFTER "include(PackageAudit)")
configure()
cpack(-G TGZ)
expect_failure()
expect_output("CPACK_PROJECT_CONFIG_FILE does not exist: ${scratch}/none.cmake")
expect_published()
