# A note unless the policy says otherwise.
make_with_python([[
section = b"\x04name" + b"\x00\x05\x04plan"
open("acme.wasm", "wb").write(b"\0asm\x01\0\0\0" + b"\0" + bytes([len(section)]) + section)
]])
incident(DEB RULE "install(FILES acme.wasm DESTINATION share/acme)"
  CHECK symbol-table PATH share/acme/acme.wasm POLICY [["checks": { "symbol-table": "error" }]])
