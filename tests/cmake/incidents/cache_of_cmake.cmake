incident(DEB RULE "install(DIRECTORY \${CMAKE_BINARY_DIR}/ DESTINATION share/acme FILES_MATCHING PATTERN *.txt
  PATTERN CMakeFiles EXCLUDE PATTERN _CPack_Packages EXCLUDE PATTERN PackageAudit EXCLUDE PATTERN .cmake EXCLUDE)"
  CHECK build-state PATH share/acme/CMakeCache.txt ALSO build-path)
