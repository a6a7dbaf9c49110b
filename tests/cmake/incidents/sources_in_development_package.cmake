make_file(src/acme.h "int plan(void);\n")
make_file(src/acme.cpp "int plan(void) { return 1; }\n")
incident(DEB PROFILE sdk RULE "install(DIRECTORY src/ DESTINATION include/acme)"
  CHECK denied-entry PATH include/acme/acme.cpp)
