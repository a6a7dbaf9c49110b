make_file(dist/strings.dat
  [[{"version":3,"sources":["../src/app.ts"],"sourcesContent":["let plan = 1"],"mappings":"AAAA"}]])
incident(7Z RULE "install(FILES dist/strings.dat DESTINATION share/acme)"
  CHECK source-map PATH share/acme/strings.dat)
