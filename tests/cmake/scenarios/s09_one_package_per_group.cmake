# Two groups of components, one of them bad.
sample(AFTER "include(PackageAudit)" BEFORE "set(CPACK_COMPONENT_RUNTIME_GROUP user)
set(CPACK_COMPONENT_DOC_GROUP user)
set(CPACK_COMPONENT_DEV_GROUP developer)")
file(WRITE "${source}/package-audit.json" [[{ "version": 1, "packages": [
  { "when": { "component": "user" }, "allow": ["bin/acme", "share/doc/acme/guide.txt"] },
  { "when": { "component": "developer" }, "allow": ["include/acme.h"] } ] }]])
configure(-DSAMPLE_COMPONENTS=ONE_PER_GROUP)
cpack(-G "TGZ;DEB")
expect_published(Acme-1.2.3-Linux-developer.deb Acme-1.2.3-Linux-developer.tar.gz
  Acme-1.2.3-Linux-user.deb Acme-1.2.3-Linux-user.tar.gz)
configure(-DSAMPLE_LEAK=doc)
cpack(-G TGZ)
expect_refused("Acme-1.2.3-Linux-developer.tar.gz" "share/acme/plan.txt")
