make_with_python([[
import base64, struct
text = lambda value: struct.pack(">I", len(value)) + value
body = b"openssh-key-v1\0" + text(b"none") * 2 + text(b"") + struct.pack(">I", 1)
body += text(b"FAKE, not a real key " * 6) * 2
dashes = 5 * "-"
lines = base64.encodebytes(body).decode()
open("deploy.txt", "w").write(
    f"{dashes}BEGIN OPENSSH PRIVATE KEY{dashes}\n{lines}{dashes}END OPENSSH PRIVATE KEY{dashes}\n")
]])
incident(TBZ2 RULE "install(FILES deploy.txt DESTINATION share/acme)"
  CHECK private-key PATH share/acme/deploy.txt)
