make_file(client.py "PLAN = 1\n")
make(python3 -m compileall -q -b "${source}")
incident(7Z RULE "install(FILES client.pyc DESTINATION lib/acme)" CHECK build-path PATH lib/acme/client.pyc)
