make_file(deploy/id_ed25519 "encrypted with something else\n")
incident(RPM RULE "install(DIRECTORY deploy DESTINATION share/acme)"
  CHECK secret-file PATH share/acme/deploy/id_ed25519)
