# Files for the root of the system are none of the product's, however much is allowed below /usr.
make_file(acme.conf "\n")
incident(DEB BEFORE "set(CPACK_SET_DESTDIR ON)" RULE "install(FILES acme.conf DESTINATION /home/user)"
  CHECK unlisted-entry PATH /home/user/acme.conf)
