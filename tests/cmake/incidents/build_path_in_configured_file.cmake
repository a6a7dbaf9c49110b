make_file(config.cmake.in "set(acme_folder @CMAKE_BINARY_DIR@)\n")
incident(TZST BEFORE "configure_file(config.cmake.in out/config.cmake @ONLY)"
  RULE "install(FILES \${CMAKE_BINARY_DIR}/out/config.cmake DESTINATION lib/acme)"
  CHECK build-path PATH lib/acme/config.cmake)
