# As tools of Windows spell it: in capitals, with backslashes, which JSON escapes.
make_with_python([[
import json, os
json.dump({"from": "C:" + os.getcwd().upper().replace("/", "\\")}, open("about.json", "w"))
]])
incident(TGZ RULE "install(FILES about.json DESTINATION share/acme)" CHECK build-path PATH share/acme/about.json)
