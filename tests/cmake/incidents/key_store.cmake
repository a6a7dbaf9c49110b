# PKCS #12 under a name that says nothing.
make(openssl req -x509 -newkey rsa:1024 -nodes -subj /CN=acme.example -days 1 -keyout key.txt -out cert.txt)
make(openssl pkcs12 -export -inkey key.txt -in cert.txt -passout pass:FAKE -out identity.dat)
incident(TGZ RULE "install(FILES identity.dat DESTINATION share/acme)"
  CHECK private-key PATH share/acme/identity.dat)
