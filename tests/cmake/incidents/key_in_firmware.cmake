# The image of a device, with the key that signs its updates.
make(openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:1024 -out key.txt)
make_with_python([[
open("update.bin", "wb").write(bytes(range(256)) * 9 + open("key.txt", "rb").read() + bytes(999))
]])
incident(DEB RULE "install(FILES update.bin DESTINATION lib/firmware)"
  CHECK private-key PATH lib/firmware/update.bin)
