string(CONCAT token "np" "m_FAKEnotREALtestFAKEnotREALtest4Md1jR")
string(CONCAT key "_auth" "Token")
make_file(app/.npmrc "//npm.acme.example/:${key}=${token}\n")
incident(DEB RULE "install(DIRECTORY app/ DESTINATION share/acme)"
  CHECK access-token PATH share/acme/.npmrc ALSO secret-file HIDES "${token}")
