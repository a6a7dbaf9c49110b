make_file(data/level.txt "1\n")
make(git init -q data)
make(git -C data add .)
make(git -C data -c user.name=fake -c user.email=fake@acme.example commit -q -m "Add a level")
incident(TGZ RULE "install(DIRECTORY data/ DESTINATION share/acme)"
  CHECK version-control PATH share/acme/.git ALSO repository-data)
