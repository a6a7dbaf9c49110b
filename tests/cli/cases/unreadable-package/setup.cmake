add_file(acme-1.0-Linux/bin/acme "program")
pack(acme-1.0-Linux.tar.gz acme-1.0-Linux)
add_file(broken.deb "this is no package")
add_file(package-audit.json [[{ "version": 1, "allow": ["bin/acme"] }]])
