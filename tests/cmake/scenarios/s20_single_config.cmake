# A build type reaches the policy too, as ${config} and through `when`.
sample(BEFORE "set(CPACK_GENERATOR TGZ)" AFTER "include(PackageAudit)")
file(WRITE "${source}/package-audit.json" [[{ "version": 1, "packages": [
  { "when": { "config": "Release" }, "allow": ["bin/*", "include/*", "share/doc/**"] },
  { "when": { "config": "Debug" }, "allow": ["bin/*"] } ] }]])
configure(-DCMAKE_BUILD_TYPE=Release)
build(--target package)
expect_published(Acme-1.2.3-Linux.tar.gz)
configure(-DCMAKE_BUILD_TYPE=Debug)
build(--target package)
expect_failure()
