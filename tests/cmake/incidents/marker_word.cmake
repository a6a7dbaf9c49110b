# The project's own word for what is not to be known yet.
make_file(strings.txt "title = Thunderpigeon\n")
incident(DEB RULE "install(FILES strings.txt DESTINATION share/acme)"
  CHECK confidential-marker PATH share/acme/strings.txt POLICY [=["signatures": [{ "id": "code-name",
    "check": "confidential-marker", "what": "code name", "anchors": ["thunderpigeon"],
    "pattern": "\\b(thunderpigeon)\\b", "any_case": true }]]=])
