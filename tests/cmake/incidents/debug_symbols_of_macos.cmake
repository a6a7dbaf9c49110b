make_file(out/acme.dSYM/Contents/Info.plist "<plist/>\n")
incident(TGZ RULE "install(DIRECTORY out/ DESTINATION bin)" CHECK debug-file PATH bin/acme.dSYM)
