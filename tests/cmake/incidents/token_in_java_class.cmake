# A constant of a class, in its archive.
string(CONCAT token "np" "m_FAKEnotREALtestFAKEnotREALtest4Md1jR")
make_with_python([[
import struct, sys, zipfile
token = sys.argv[1].encode()
constant = b"\x01" + struct.pack(">H", len(token)) + token
with zipfile.ZipFile("acme.jar", "w", zipfile.ZIP_DEFLATED) as jar:
    jar.writestr("Client.class", b"\xca\xfe\xba\xbe\0\0\0\x3d\0\x02" + constant + bytes(24))
]] "${token}")
incident(TXZ RULE "install(FILES acme.jar DESTINATION share/java)"
  CHECK access-token PATH share/java/acme.jar!/Client.class HIDES "${token}")
