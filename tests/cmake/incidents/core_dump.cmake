# Under a name that says nothing.
make_with_python([[
import struct
header = b"\x7fELF\x02\x01\x01".ljust(16, b"\0")
header += struct.pack("<HHIQQQIHHHHHH", 4, 62, 1, 0, 64, 0, 0, 64, 56, 1, 0, 0, 0)
segment = struct.pack("<IIQQQQQQ", 4, 0, 120, 0, 0, 64, 0, 4)
open("state.dat", "wb").write(header + segment + b"FAKE" * 16)
]])
incident(ZIP RULE "install(FILES state.dat DESTINATION share/acme)" CHECK core-dump PATH share/acme/state.dat)
