make(openssl ecparam -name prime256v1 -genkey -noout -out "old notes .txt")
incident(ZIP RULE "install(FILES \"old notes .txt\" DESTINATION share/acme)"
  CHECK private-key PATH "share/acme/old notes .txt")
