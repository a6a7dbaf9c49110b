make_with_python([[
open("state.dat", "wb").write(b"MDMP\x93\xa7\0\0" + bytes(24) + b"FAKE")
]])
incident(RPM RULE "install(FILES state.dat DESTINATION share/acme)" CHECK core-dump PATH share/acme/state.dat)
