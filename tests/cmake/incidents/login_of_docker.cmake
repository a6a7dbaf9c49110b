string(CONCAT key "\"au" "ths\"")
make_file(registry.json "{ ${key}: { \"https://docker.acme.example/v1/\": 
  { \"auth\": \"ZmFrZTpGQUtFbm90UkVBTDB0ZXN0\" } } }\n")
incident(7Z RULE "install(FILES registry.json DESTINATION share/acme)"
  CHECK credential PATH share/acme/registry.json HIDES ZmFrZTpGQUtFbm90UkVBTDB0ZXN0)
