make_with_python([[
import base64
part = base64.b64encode(b"FAKE, not a real key: " * 3).decode()
lines = ["PuTTY-User-Key-File-3: ssh-ed25519", "Encryption: none", "Comment: FAKE", "Public-Lines: 1", part,
         "Private-Lines: 1", part, "Private-MAC: " + "fa4e" * 16]
open("notes.txt", "w", newline="").write("\r\n".join(lines) + "\r\n")
]])
incident(ZIP RULE "install(FILES notes.txt DESTINATION share/acme)"
  CHECK private-key PATH share/acme/notes.txt)
