make_file(app/.aws/config "[default]\nregion = fake-1\n")
incident(ZIP RULE "install(DIRECTORY app/ DESTINATION share/acme)" CHECK secret-file PATH share/acme/.aws)
