# Not of this build: a note unless the policy says otherwise.
string(CONCAT home "/ho" "me/fakealice")
make_file(about.txt "made in ${home}/acme\n")
incident(RPM RULE "install(FILES about.txt DESTINATION share/acme)"
  CHECK build-trace PATH share/acme/about.txt POLICY [["checks": { "build-trace": "error" }]])
