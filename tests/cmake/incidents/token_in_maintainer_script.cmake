# No install() rule brings it: the script is a part of the package's description.
string(CONCAT token "np" "m_FAKEnotREALtestFAKEnotREALtest4Md1jR")
make_file(postinst "#!/bin/sh\nset -e\nacme login --with ${token}\n")
incident(DEB BEFORE "set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA \"\${CMAKE_SOURCE_DIR}/postinst\")"
  ALLOW "[\"**\", \"DEBIAN/postinst\"]" CHECK access-token PATH DEBIAN/postinst HIDES "${token}")
