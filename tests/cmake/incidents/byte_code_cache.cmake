make_file(lib/acme.py "PLAN = 1\n")
make(python3 -m compileall -q -s "${source}" lib)
incident(RPM RULE "install(DIRECTORY lib/ DESTINATION share/acme)"
  CHECK build-state PATH share/acme/__pycache__)
