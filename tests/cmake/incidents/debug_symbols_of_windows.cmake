# A PDB under another name.
make_with_python([[
open("acme.dat", "wb").write(b"Microsoft C/C++ MSF 7.00\r\n\x1aDS\0\0\0" + bytes(992))
]])
incident(7Z RULE "install(FILES acme.dat DESTINATION share/acme)" CHECK debug-info PATH share/acme/acme.dat)
