make_file(data/.level.txt.swp "FAKE")
incident(ZIP RULE "install(DIRECTORY data/ DESTINATION share/acme)"
  CHECK editor-litter PATH share/acme/.level.txt.swp)
