make_file(out/compile_commands.json "[]\n")
incident(TZ RULE "install(DIRECTORY out/ DESTINATION share/acme)"
  CHECK build-state PATH share/acme/compile_commands.json)
