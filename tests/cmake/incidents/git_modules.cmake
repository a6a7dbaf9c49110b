make_file(data/.gitmodules "[submodule \"plan\"]\n\turl = ../plan\n")
incident(TZST RULE "install(DIRECTORY data/ DESTINATION share/acme)"
  CHECK development-file PATH share/acme/.gitmodules)
