make_with_python([[
import struct
text = lambda value: struct.pack(">H", len(value)) + value
body = struct.pack(">III", 0xFEEDFEED, 2, 1) + struct.pack(">I", 1) + text(b"acme") + bytes(8)
key = b"\x30\x82\x02\xf6" + b"FAKE, not a real key " * 36
open("identity.dat", "wb").write(body + struct.pack(">I", len(key)) + key + struct.pack(">I", 0) + bytes(20))
]])
incident(DEB RULE "install(FILES identity.dat DESTINATION share/acme)"
  CHECK private-key PATH share/acme/identity.dat)
