make_file(app/.env "MODE=production\n")
incident(TGZ RULE "install(DIRECTORY app/ DESTINATION share/acme)" CHECK secret-file PATH share/acme/.env)
