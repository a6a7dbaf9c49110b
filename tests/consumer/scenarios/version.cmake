# The version file refuses what is not compatible.
sample(AFTER "find_package(PackageAudit 99 REQUIRED)")
try_configure(-DCMAKE_MODULE_PATH= "-DCMAKE_PREFIX_PATH=${prefix}")
expect_failure()
expect_output("compatible with requested version \"99\"")
