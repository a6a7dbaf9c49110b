# A program that was packed together with its script.
make_with_python([[
import base64
text = b'{"version":3,"sources":["../src/app.ts"],"sourcesContent":["let plan = 1"],"mappings":"AAAA"}'
script = b"run();//# sourceMappingURL=data:application/json;base64," + base64.b64encode(text)
open("acme", "wb").write(bytes(4096) + script + bytes(64))
]])
incident(ZIP RULE "install(PROGRAMS acme DESTINATION bin)" CHECK inline-source-map PATH bin/acme)
