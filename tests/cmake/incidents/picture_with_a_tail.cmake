# Text behind the end of a picture, which shows as if nothing were there.
make_with_python([[
import struct, zlib
chunk = lambda kind, data: struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
picture = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
picture += chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")
open("logo.png", "wb").write(picture + b"the plan, FAKE\n" * 9)
]])
incident(TGZ RULE "install(FILES logo.png DESTINATION share/acme)" CHECK trailing-data PATH share/acme/logo.png)
