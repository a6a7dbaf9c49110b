# One configuration has a built inspector, any configuration is audited with it, and `when` sees which.
set(generator "Ninja Multi-Config")
sample(BEFORE "include(\"${support}/in_tree_tool.cmake\")" AFTER "include(PackageAudit)")
file(WRITE "${source}/package-audit.json" [[{ "version": 1, "packages": [
  { "when": { "config": "Release" }, "allow": ["bin/*", "include/*", "share/doc/**"] },
  { "when": { "config": "Debug" }, "allow": ["bin/*"] } ] }]])
configure(-DPackageAudit_EXECUTABLE= "-DSAMPLE_INSPECTOR=${inspector}")
cpack(-G TGZ -C Release)
expect_refused("the inspector does not exist" "--target package_audit_tool --config Release")
build(--target package_audit_tool --config Release)
cpack(-G TGZ -C Debug)
expect_refused("include/acme.h")
cpack(-G ZIP -C "Release;Debug")
expect_failure()
cpack(-G TGZ -C Release)
expect_exit(0)
expect_published(Acme-1.2.3-Linux.tar.gz)
build(--target package --config Debug)
expect_failure()
