# The companion file of a program, out of its folder.
make_with_python([[
import struct
header = struct.pack("<8I", 0xFEEDFACF, 0x01000007, 3, 10, 1, 24, 0, 0)
identity = struct.pack("<II", 0x1B, 24) + b"FAKEnotREALtest0"
open("acme.dat", "wb").write(header + identity)
]])
incident(TZST RULE "install(FILES acme.dat DESTINATION share/acme)" CHECK debug-info PATH share/acme/acme.dat)
