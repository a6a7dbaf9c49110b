# Its name is what tells: it holds no source.
make_file(dist/app.css.map [[{"version":3,"sources":["../src/app.scss"],"mappings":"AAAA"}]])
incident(TGZ RULE "install(DIRECTORY dist/ DESTINATION share/acme)"
  CHECK source-map-file PATH share/acme/app.css.map)
