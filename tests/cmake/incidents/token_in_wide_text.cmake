# What a program for Windows keeps as text.
string(CONCAT token "np" "m_FAKEnotREALtestFAKEnotREALtest4Md1jR")
make_with_python([[
import sys
open("acme.dat", "wb").write(bytes(512) + sys.argv[1].encode("utf-16-le") + bytes(512))
]] "${token}")
incident(ZIP RULE "install(FILES acme.dat DESTINATION share/acme)"
  CHECK access-token PATH share/acme/acme.dat HIDES "${token}")
