# It names the user, the machine and the file in the user's home folder.
# A note unless the policy says otherwise.
make_with_python([[
head = b"b0VI" + b"M 9.0".ljust(8, b"\0") + b"\0\x10\0\0" + bytes(12)
names = b"fakealice".ljust(40, b"\0") + b"host".ljust(40, b"\0") + b"~fakealice/plan.c".ljust(900, b"\0")
open("level.dat", "wb").write(head + names)
]])
incident(TGZ RULE "install(FILES level.dat DESTINATION share/acme)"
  CHECK build-trace PATH share/acme/level.dat POLICY [["checks": { "build-trace": "error" }]])
