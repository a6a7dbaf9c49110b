make_with_python([[
import os
open("acme.dat", "wb").write(bytes(64) + (os.getcwd() + "/main.cpp").encode("utf-16-le") + bytes(64))
]])
incident(ZIP RULE "install(FILES acme.dat DESTINATION share/acme)" CHECK build-path PATH share/acme/acme.dat)
