string(CONCAT address "https:/" "/builder:FAKE0not1REAL@git.corp.internal/acme.git")
make_file(acme.conf "mirror = ${address}\n")
incident(RPM RULE "install(FILES acme.conf DESTINATION share/acme)"
  CHECK credential PATH share/acme/acme.conf HIDES FAKE0not1REAL)
