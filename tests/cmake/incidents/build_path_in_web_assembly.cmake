# In the data of a program: what a failed assertion prints.
make_with_python([[
import os
number = lambda value: bytes([value & 127 | 128, value >> 7])
text = os.getcwd().encode() + b"/main.cpp\0"
segment = b"\x01\0\x41\0\x0b" + number(len(text)) + text
open("acme.wasm", "wb").write(b"\0asm\x01\0\0\0" + b"\x0b" + number(len(segment)) + segment)
]])
incident(DEB RULE "install(FILES acme.wasm DESTINATION share/acme)" CHECK build-path PATH share/acme/acme.wasm)
