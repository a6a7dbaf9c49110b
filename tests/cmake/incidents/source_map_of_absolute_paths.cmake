# A note unless the policy says otherwise: it leads to the sources and does not hold them.
make_file(dist/strings.dat
  [[{"version":3,"sources":["/srv/fake/src/app.ts"],"sourceRoot":"https://git.corp.internal/","mappings":"AAAA"}]])
incident(RPM RULE "install(FILES dist/strings.dat DESTINATION share/acme)"
  CHECK source-reference PATH share/acme/strings.dat POLICY [["checks": { "source-reference": "error" }]])
