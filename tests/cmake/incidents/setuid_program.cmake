make_file(acme "#!/bin/sh\n")
incident(RPM RULE "install(PROGRAMS acme DESTINATION bin PERMISSIONS OWNER_READ OWNER_EXECUTE SETUID)"
  CHECK setuid-file PATH bin/acme)
