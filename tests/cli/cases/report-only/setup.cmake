add_file(acme-1.0-Linux/notes.txt "x")
pack(acme-1.0-Linux.tar.gz acme-1.0-Linux)
add_file(package-audit.json [[{ "version": 1, "enforcement": "report", "allow": ["bin/acme"] }]])
