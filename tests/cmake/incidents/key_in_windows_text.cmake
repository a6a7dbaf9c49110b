# Saved by an editor in UTF-16, with the line ends of Windows.
make(openssl ecparam -name prime256v1 -genkey -noout -out key.txt)
make_with_python([[
text = open("key.txt").read().replace("\n", "\r\n")
open("notes.txt", "wb").write(b"\xff\xfe" + text.encode("utf-16-le"))
]])
incident(7Z RULE "install(FILES notes.txt DESTINATION share/acme)"
  CHECK private-key PATH share/acme/notes.txt)
