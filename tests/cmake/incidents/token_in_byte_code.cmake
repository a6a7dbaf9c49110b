# The source is not shipped; what Python compiled from it holds the same constant.
string(CONCAT token "np" "m_FAKEnotREALtestFAKEnotREALtest4Md1jR")
make_file(client.py "TOKEN = \"${token}\"\n")
make(python3 -c "import py_compile; py_compile.compile('client.py', 'client.pyc', dfile='client.py', doraise=True)")
incident(TGZ RULE "install(FILES client.pyc DESTINATION lib/acme)"
  CHECK access-token PATH lib/acme/client.pyc HIDES "${token}")
