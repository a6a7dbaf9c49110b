# The build folder of a part is installed for the files that were made in it.
make_file(plugin/CMakeLists.txt "file(WRITE \"\${CMAKE_CURRENT_BINARY_DIR}/plugin.txt\" 1)\n")
incident(ZIP BEFORE "add_subdirectory(plugin)"
  RULE "install(DIRECTORY \${CMAKE_BINARY_DIR}/plugin DESTINATION share/acme)"
  CHECK build-state PATH share/acme/plugin/CMakeFiles ALSO build-path)
