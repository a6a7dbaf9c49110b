# Sections of DWARF that are compressed: a search for the text finds nothing.
make_file(main.c "/* the plan */ int main(void) { return 0; }\n")
make(clang -gdwarf-5 -gembed-source "-ffile-prefix-map=${source}=." -o plain main.c)
make(objcopy --compress-debug-sections=zlib plain acme)
incident(ZIP RULE "install(PROGRAMS acme DESTINATION bin)"
  CHECK embedded-source PATH bin/acme ALSO debug-info)
