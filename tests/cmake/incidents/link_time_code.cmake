# Built with -flto: the library holds the program in the compiler's own language.
make_file(acme.c "int plan(void) { return 1; }\n")
make(cc -O2 -flto "-ffile-prefix-map=${source}=." -c acme.c)
make(ar rcs libacme.a acme.o)
incident(TGZ RULE "install(FILES libacme.a DESTINATION lib)" CHECK link-time-code PATH lib/libacme.a!/acme.o)
