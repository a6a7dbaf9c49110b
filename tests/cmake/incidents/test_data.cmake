# A warning unless the policy says otherwise.
make_file(lib/tests/level.txt "1\n")
incident(TGZ RULE "install(DIRECTORY lib/ DESTINATION share/acme)"
  CHECK test-file PATH share/acme/tests POLICY [["checks": { "test-file": "error" }]])
