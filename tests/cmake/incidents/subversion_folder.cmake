make_file(data/.svn/entries "12\n")
incident(RPM RULE "install(DIRECTORY data/ DESTINATION share/acme)" CHECK version-control PATH share/acme/.svn)
