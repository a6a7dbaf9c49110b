# What nobody can look into may hold anything.
make_file(notes.txt "the plan\n")
make(7z a -pFAKE -mhe=on notes.7z notes.txt)
incident(DEB RULE "install(FILES notes.7z DESTINATION share/acme)"
  CHECK unreadable-package PATH share/acme/notes.7z)
