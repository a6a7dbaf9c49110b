# The debug package that the DEB generator makes beside another one is judged too, and falls with it.
sample(AFTER "include(PackageAudit)" BEFORE "enable_language(C)
file(WRITE \"\${CMAKE_BINARY_DIR}/tool/tool.c\" \"int main(void) { return 0; }\\n\")
add_executable(tool \"\${CMAKE_BINARY_DIR}/tool/tool.c\")
set_target_properties(tool PROPERTIES RUNTIME_OUTPUT_DIRECTORY \"\${CMAKE_BINARY_DIR}/tool\")
install(TARGETS tool DESTINATION bin COMPONENT runtime)
set(CPACK_DEBIAN_DEBUGINFO_PACKAGE ON)")
file(WRITE "${source}/package-audit.json" [[{ "version": 1, "packages": [
  { "when": { "name": "*-dbgsym.ddeb" }, "allow": ["lib/debug/.build-id/*/*.debug"], "checks": { "build-path": "off", "debug-file": "off", "debug-info": "off" } },
  { "when": { "name": "Acme-1.2.3-Linux.deb" }, "allow": ["bin/*", "include/*", "share/doc/**"] } ] }]])
configure(-DCMAKE_C_FLAGS=-g)
build()
cpack(-G DEB)
expect_exit(0)
expect_published(Acme-1.2.3-Linux-dbgsym.ddeb Acme-1.2.3-Linux.deb)
configure(-DSAMPLE_LEAK=runtime)
cpack(-G DEB)
expect_refused("share/acme/plan.txt" "Acme-1.2.3-Linux-dbgsym.ddeb")
