make_with_python([[
import base64, os
text = '{"version":3,"sources":["../src/app.scss"],"sourcesContent":["$plan: 1"],"mappings":"AAAA"}'
address = "data:application/json;base64," + base64.b64encode(text.encode()).decode()
os.makedirs("dist")
open("dist/app.css", "w").write("body{}\n/*# sourceMappingURL=" + address + " */\n")
]])
incident(RPM RULE "install(DIRECTORY dist DESTINATION share/acme FILES_MATCHING PATTERN *.css)"
  CHECK inline-source-map PATH share/acme/dist/app.css)
