make_file(main.c "int main(void) { return 0; }\n")
make(cc -g "-ffile-prefix-map=${source}=." -o probe main.c)
make(${CMAKE_COMMAND} -E tar cf probe.zip --format=zip probe)
make(${CMAKE_COMMAND} -E tar czf tools.tar.gz probe.zip)
incident(TXZ RULE "install(FILES tools.tar.gz DESTINATION share/acme)"
  CHECK debug-info PATH share/acme/tools.tar.gz!/probe.zip!/probe)
