make_with_python([[
import base64
text = '{"version":3,"sources":["../src/app.ts"],"sourcesContent":["let plan = 1"],"mappings":"AAAA"}'
address = "data:application/json;charset=utf-8;base64," + base64.b64encode(text.encode()).decode()
open("app.js", "w").write("run()\n//# sourceMappingURL=" + address + "\n")
]])
incident(STGZ RULE "install(FILES app.js DESTINATION share/acme)"
  CHECK inline-source-map PATH share/acme/app.js)
