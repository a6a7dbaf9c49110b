# An index map: one map a part of the bundle.
make_file(dist/parts.json [[{"version":3,"sections":[{"offset":{"line":0,"column":0},"map":
  {"version":3,"sources":["../src/app.ts"],"sourcesContent":["let plan = 1"],"mappings":"AAAA"}}]}]])
incident(TXZ RULE "install(FILES dist/parts.json DESTINATION share/acme)"
  CHECK source-map PATH share/acme/parts.json)
