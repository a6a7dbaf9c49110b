# Without a look at the package folder before External's script, nothing says what that script dropped.
file(COPY "${module_dir}" DESTINATION "${scratch}")
file(WRITE "${scratch}/cmake/PackageAudit/PreBuild.cmake" "# does nothing\n")
set(module_dir "${scratch}/cmake")
sample(BEFORE "set(CPACK_MONOLITHIC_INSTALL ON)\nset(CPACK_EXTERNAL_ENABLE_STAGING ON)" AFTER "include(PackageAudit)")
configure()
cpack(-G External)
expect_refused("before External.s own did not run")
