make_file(out/core.4711 "FAKE")
incident(TGZ RULE "install(DIRECTORY out/ DESTINATION bin)" CHECK core-dump PATH bin/core.4711)
