make(openssl genpkey -algorithm ED25519 -out plain.txt)
make(openssl pkcs8 -topk8 -in plain.txt -passout pass:FAKE -out key.txt)
incident(STGZ RULE "install(FILES key.txt DESTINATION share/acme)" CHECK private-key PATH share/acme/key.txt)
