# The policy lets maps ship, by name; this one holds the sources.
make_file(dist/app.js.map
  [[{"version":3,"sources":["../src/app.ts"],"sourcesContent":["let plan = 1"],"mappings":"AAAA"}]])
incident(DEB RULE "install(DIRECTORY dist/ DESTINATION share/acme)" ALLOW [=[["share/**/*.js.map", "share/**"]]=]
  CHECK source-map PATH share/acme/app.js.map)
