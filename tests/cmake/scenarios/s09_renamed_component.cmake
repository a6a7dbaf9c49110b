# File names of the project's own for two components: the policy goes by name.
sample(BEFORE "set(CPACK_ARCHIVE_RUNTIME_FILE_NAME tool-1.2.3)\nset(CPACK_ARCHIVE_DEV_FILE_NAME headers)\nset(CPACK_COMPONENTS_ALL runtime dev)"
  AFTER "include(PackageAudit)")
file(WRITE "${source}/package-audit.json" [[{ "version": 1, "packages": [
  { "when": { "name": "tool-*" }, "allow": ["bin/acme"] },
  { "when": { "name": "headers.*" }, "allow": ["include/acme.h"] } ] }]])
configure(-DSAMPLE_COMPONENTS=IGNORE)
cpack(-G TGZ)
expect_published(headers.tar.gz tool-1.2.3.tar.gz)
configure(-DSAMPLE_LEAK=dev)
cpack(-G TGZ)
expect_refused("headers.tar.gz")
