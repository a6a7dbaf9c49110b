# NEVER_SHIP: a file of the project is known under another name and in an archive, and named by where it comes from.
sample(BEFORE "install(FILES \"\${CMAKE_BINARY_DIR}/out/guide.tar.gz\" DESTINATION share/doc/acme RENAME guide.txt)"
  AFTER "include(PackageAudit)\npackage_audit(NEVER_SHIP core)")
file(WRITE "${source}/core/deep/engine.c"
  "int secret_of_the_engine(void) { return 42; } /* what makes us different from all the others */\n")
configure()
file(MAKE_DIRECTORY "${build}/out")
file(COPY_FILE "${source}/core/deep/engine.c" "${build}/out/notes.txt")
execute_process(COMMAND ${CMAKE_COMMAND} -E chdir "${build}/out" ${CMAKE_COMMAND} -E tar czf guide.tar.gz notes.txt)
cpack(-G TGZ)
expect_refused("source-tree-file" "share/doc/acme/guide.txt!/notes.txt" "the content of core/deep/engine.c" "install()")
# What cannot be looked for is no reason to publish.
file(REMOVE_RECURSE "${source}/core/deep")
cpack(-G TGZ)
expect_refused("core: holds no file of 64 bytes or more")
file(REMOVE_RECURSE "${source}/core")
cpack(-G TGZ)
expect_refused("core: No such file or directory")
