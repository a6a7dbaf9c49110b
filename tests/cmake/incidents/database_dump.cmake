# A warning unless the policy says otherwise.
string(CONCAT head "-- MySQ" "L dump 10.13  Distrib 8.0.1, for Linux (x86_64)")
make_file(state.txt "${head}\n-- Host: fake\n")
incident(7Z RULE "install(FILES state.txt DESTINATION share/acme)"
  CHECK bulk-data PATH share/acme/state.txt POLICY [["checks": { "bulk-data": "error" }]])
