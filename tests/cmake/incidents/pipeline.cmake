make_file(data/.github/workflows/release.yml "on: push\n")
incident(ZIP RULE "install(DIRECTORY data/ DESTINATION share/acme)"
  CHECK development-file PATH share/acme/.github)
