make_with_python([[
import base64
dashes = 5 * "-"
lines = base64.encodebytes(b"\x95\x03\x98\x04" + b"FAKE, not a real key " * 40).decode()
open("release.asc", "w").write(
    f"{dashes}BEGIN PGP PRIVATE KEY BLOCK{dashes}\n\n{lines}=FAKE\n{dashes}END PGP PRIVATE KEY BLOCK{dashes}\n")
]])
incident(TZST RULE "install(FILES release.asc DESTINATION share/acme)"
  CHECK private-key PATH share/acme/release.asc)
