foreach(path IN ITEMS bin/acme share/acme/app.js.map share/acme/.env share/acme/web/a.js share/acme/web/b.js share/notes.txt)
  add_file(acme-1.0-Linux/${path} "text of ${path}")
endforeach()
pack(acme-1.0-Linux.tar.gz acme-1.0-Linux)
add_file(package-audit.json [[{
  "version": 1,
  "allow": [
    { "path": "bin/acme", "max_size": "4 B" },
    "share/old/*"
  ],
  "require": ["bin/tool"],
  "deny": ["share/acme/web/"]
}
]])
