make_file(main.c "int main(void) { return 0; }\n")
make(cc -g "-ffile-prefix-map=${source}=." -o plain main.c)
make(objcopy --compress-debug-sections=zlib plain acme)
incident(TGZ RULE "install(PROGRAMS acme DESTINATION bin)" CHECK debug-info PATH bin/acme)
