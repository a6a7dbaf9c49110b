# Nothing to run at all is an error when configuring.
sample()
find_program(make_program NAMES make ninja)
try_configure(-DPackageAudit_EXECUTABLE= "-DCMAKE_MAKE_PROGRAM=${make_program}"
  -DCMAKE_FIND_USE_SYSTEM_ENVIRONMENT_PATH=OFF -DCMAKE_FIND_USE_CMAKE_SYSTEM_PATH=OFF)
expect_failure()
expect_output("PackageAudit has no inspector to run" "PackageAudit_EXECUTABLE")
