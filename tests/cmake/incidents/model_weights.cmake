# A warning unless the policy says otherwise.
make_with_python([[
import struct
open("voice.dat", "wb").write(b"GGUF" + struct.pack("<IQQ", 3, 0, 0) + bytes(64))
]])
incident(ZIP RULE "install(FILES voice.dat DESTINATION share/acme)"
  CHECK bulk-data PATH share/acme/voice.dat POLICY [["checks": { "bulk-data": "error" }]])
