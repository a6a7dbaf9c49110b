add_file(acme-1.0-Linux/bin/acme "program")
add_file(acme-1.0-Linux/share/acme/notes.txt "notes")
file(CREATE_LINK acme "${WORK}/acme-1.0-Linux/bin/tool" SYMBOLIC)
file(CHMOD_RECURSE "${WORK}/acme-1.0-Linux" DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE
  GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE FILE_PERMISSIONS OWNER_READ OWNER_WRITE GROUP_READ WORLD_READ)
pack(acme-1.0-Linux.tar.gz acme-1.0-Linux)
add_file(policy.json [[{ "version": 1, "allow": ["bin/*"] }]])
