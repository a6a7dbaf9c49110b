# Not in the list of exclusions, which knew .env and .env.*.
make_file(app/.env-production "MODE=production\n")
incident(STGZ RULE "install(DIRECTORY app/ DESTINATION share/acme PATTERN .env EXCLUDE PATTERN .env.* EXCLUDE)"
  CHECK secret-file PATH share/acme/.env-production)
