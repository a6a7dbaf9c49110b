make_file(data/.idea/workspace.xml "<project/>\n")
incident(RPM RULE "install(DIRECTORY data/ DESTINATION share/acme)" CHECK editor-litter PATH share/acme/.idea)
