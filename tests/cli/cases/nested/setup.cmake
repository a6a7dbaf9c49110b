# A plug-in in a tarball in the package, with a file in it that nobody meant to ship; a manual page.
add_file(plugin/plugin.so "plugin")
add_file(plugin/.env "TOKEN=example")
pack(plugin.tgz plugin)
add_file(acme-1.0-Linux/bin/acme "program")
add_file(acme-1.0-Linux/share/man/man1/acme.1 "manual")
execute_process(COMMAND gzip --no-name "${WORK}/acme-1.0-Linux/share/man/man1/acme.1" COMMAND_ERROR_IS_FATAL ANY)
file(RENAME "${WORK}/plugin.tgz" "${WORK}/acme-1.0-Linux/share/plugin.dat")
pack(acme-1.0-Linux.tar.gz acme-1.0-Linux)
add_file(package-audit.json [[{
  "version": 1,
  "allow": ["bin/acme", "share/man/man1/acme.1.gz", "share/plugin.dat", "share/plugin.dat!/plugin/*.so"]
}
]])
add_file(opaque.json [[{
  "version": 1,
  "allow": [
    "bin/acme",
    "share/man/**",
    { "path": "share/plugin.dat", "archive": "opaque", "reason": "made and audited by its own project" }
  ]
}
]])
