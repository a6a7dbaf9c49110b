# A program made by MinGW: sections of DWARF, the long names of which are in the table of strings.
make_with_python([[
import struct
names = [b".debug_info", b".debug_line"]
strings, sections, offset = b"", b"", 512
for name in names:
    long_name = b"/%d" % (4 + len(strings))
    strings += name + b"\0"
    sections += struct.pack("<8sIIIIIIHHI", long_name, 16, 4096, 512, offset, 0, 0, 0, 0, 0x42100040)
    offset += 512
dos = b"MZ" + bytes(58) + struct.pack("<I", 64)
coff = b"PE\0\0" + struct.pack("<HHIIIHH", 0x8664, len(names), 0, offset, 0, 240, 0x22)
optional = struct.pack("<H", 0x20B) + bytes(106) + struct.pack("<I", 16) + bytes(128)
head = (dos + coff + optional + sections).ljust(512, b"\0")
table = struct.pack("<I", 4 + len(strings)) + strings
open("acme.exe", "wb").write(head + bytes(offset - 512) + table)
]])
incident(ZIP RULE "install(PROGRAMS acme.exe DESTINATION bin)" CHECK debug-info PATH bin/acme.exe)
