# A bare repository that was copied as data.
make_file(data/level.txt "1\n")
make(git init -q data)
make(git -C data add .)
make(git -C data -c user.name=fake -c user.email=fake@acme.example commit -q -m "Add a level")
make(git -C data bundle create -q ../levels.dat HEAD)
incident(ZIP RULE "install(FILES levels.dat DESTINATION share/acme)"
  CHECK repository-data PATH share/acme/levels.dat)
