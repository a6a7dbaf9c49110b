# The bundler was left in development mode, and its folder is installed whole.
make_file(dist/app.js "run()\n//# sourceMappingURL=app.js.map\n")
make_file(dist/app.js.map
  [[{"version":3,"sources":["../src/app.ts"],"sourcesContent":["let plan = 1"],"mappings":"AAAA"}]])
incident(ZIP RULE "install(DIRECTORY dist/ DESTINATION share/acme)"
  CHECK source-map-file PATH share/acme/app.js.map ALSO source-map)
