add_file(acme-1.0-Linux/notes.txt "x")
pack(acme-1.0-Linux.tar.gz acme-1.0-Linux)
