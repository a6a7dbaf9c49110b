# The development mode of bundlers: each module is the argument of an eval().
make_with_python([[
import base64, json
text = '{"version":3,"sources":["../src/app.ts"],"sourcesContent":["let plan = 1"],"mappings":"AAAA"}'
address = "data:application/json;base64," + base64.b64encode(text.encode()).decode()
module = "run();\n//# sourceMappingURL=" + address + "\n//# sourceURL=webpack-internal:///b"
open("app.js", "w").write("eval(" + json.dumps(module) + ")")
]])
incident(TBZ2 RULE "install(FILES app.js DESTINATION share/acme)"
  CHECK inline-source-map PATH share/acme/app.js)
