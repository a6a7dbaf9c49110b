# What Fedora puts into programs: symbols in a section that is packed with xz.
make_file(main.c "int main(void) { return 0; }\n")
make(cc -s -o plain main.c)
make_with_python([[
import lzma
open("symbols", "wb").write(lzma.compress(b"\x7fELF, FAKE"))
]])
make(objcopy --add-section .gnu_debugdata=symbols plain acme)
incident(RPM RULE "install(PROGRAMS acme DESTINATION bin)" CHECK debug-info PATH bin/acme)
