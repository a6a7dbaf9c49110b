# The inspector is the build host's: by PackageAudit_DIR, by PackageAudit_EXECUTABLE, else an error.
file(WRITE "${scratch}/toolchain.cmake" [[
set(CMAKE_SYSTEM_NAME Generic)
set(CMAKE_SYSTEM_PROCESSOR armv7)
set(CMAKE_SIZEOF_VOID_P 4)
set(CMAKE_FIND_ROOT_PATH /nonexistent)

set(CMAKE_FIND_ROOT_PATH_MODE_PACKAGE ONLY)
]])
sample(AFTER "find_package(PackageAudit 0.1 REQUIRED)\ninclude(PackageAudit)")
set(cross "-DCMAKE_TOOLCHAIN_FILE=${scratch}/toolchain.cmake" -DCMAKE_MODULE_PATH= -DSAMPLE_LEAK=runtime)
try_configure(${cross} -DPackageAudit_EXECUTABLE= "-DCMAKE_PREFIX_PATH=${prefix}")
expect_failure()
configure(${cross} -DPackageAudit_EXECUTABLE= "-DPackageAudit_DIR=${prefix}/share/cmake/PackageAudit")
cpack(-G TGZ)
expect_refused("share/acme/plan.txt")
