make_file(acme.conf "\n")
incident(TGZ RULE "install(FILES acme.conf DESTINATION share/acme
  PERMISSIONS OWNER_READ OWNER_WRITE GROUP_READ WORLD_READ WORLD_WRITE)"
  CHECK world-writable PATH share/acme/acme.conf)
