# Nothing to audit is an error when configuring, also where an older configuration file still lies there.
sample()
try_configure(-DSAMPLE_NO_CPACK=ON)
expect_failure()
expect_output("did not call include\\(CPack\\)")
configure(-DSAMPLE_NO_CPACK=OFF)
try_configure(-DSAMPLE_NO_CPACK=ON)
expect_failure()
expect_output("did not call include\\(CPack\\)")
