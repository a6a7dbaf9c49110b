# A note unless the policy says otherwise.
make_file(main.c "int main(void) { return 0; }\n")
make(cc -o acme main.c)
incident(TBZ2 RULE "install(PROGRAMS acme DESTINATION bin)"
  CHECK symbol-table PATH bin/acme POLICY [["checks": { "symbol-table": "error" }]])
