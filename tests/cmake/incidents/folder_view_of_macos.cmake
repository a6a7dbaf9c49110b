make_with_python([[
import os
os.makedirs("data")
open("data/.DS_Store", "wb").write(b"\0\0\0\x01Bud1" + "plan.txt".encode("utf-16-be") + bytes(64))
]])
incident(TGZ RULE "install(DIRECTORY data/ DESTINATION share/acme)" CHECK os-litter PATH share/acme/.DS_Store)
