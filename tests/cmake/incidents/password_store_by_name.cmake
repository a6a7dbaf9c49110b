make_file(team.kdbx "FAKE\n")
incident(7Z RULE "install(FILES team.kdbx DESTINATION share/acme)" CHECK secret-file PATH share/acme/team.kdbx)
