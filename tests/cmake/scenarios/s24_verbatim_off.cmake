# CPACK_VERBATIM_VARIABLES off: nothing of ours passes through CPACK_*, so nothing of ours is mangled.
set(source "${scratch}/a $b 'c' (d)/source")
set(build "${source}/build")
sample(BEFORE "set(CPACK_VERBATIM_VARIABLES OFF)\nset(CPACK_PACKAGE_VENDOR [[A \"quoted\" \$vendor]])"
  AFTER "include(PackageAudit)\npackage_audit(DEFINE [[odd=\"a\" \\ \$b]])")
try_configure(-DSAMPLE_LEAK=runtime)
cpack(-G TGZ)
expect_failure()
expect_published()
