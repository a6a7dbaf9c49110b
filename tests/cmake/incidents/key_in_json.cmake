# The account of a service: the line ends of its key are escaped.
make(openssl ecparam -name prime256v1 -genkey -noout -out key.txt)
make_with_python([[
import json
json.dump({"note": "FAKE", "text": open("key.txt").read()}, open("account.json", "w"))
]])
incident(RPM RULE "install(FILES account.json DESTINATION share/acme)"
  CHECK private-key PATH share/acme/account.json)
