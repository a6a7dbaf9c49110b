# A warning unless the policy says otherwise.
make_file(main.c "int main(void) { return 0; }\n")
make(cc -s -frecord-gcc-switches -DPLAN=1 -o acme main.c)
incident(STGZ RULE "install(PROGRAMS acme DESTINATION bin)"
  CHECK compiler-command PATH bin/acme POLICY [["checks": { "compiler-command": "error" }]])
