make(openssl ecparam -name prime256v1 -genkey -noout -out theme.txt)
make(${CMAKE_COMMAND} -E tar cf theme.dat --format=zip theme.txt)
incident(7Z RULE "install(FILES theme.dat DESTINATION share/acme)"
  CHECK private-key PATH share/acme/theme.dat!/theme.txt)
