# A package that was packed into a package is opened like any other archive.
make_file(main.c "int main(void) { return 0; }\n")
file(MAKE_DIRECTORY "${source}/Acme-1.2.2/bin")
make(cc -g "-ffile-prefix-map=${source}=." -o Acme-1.2.2/bin/acme main.c)
make(${CMAKE_COMMAND} -E tar czf former.tgz Acme-1.2.2)
incident(ZIP RULE "install(FILES former.tgz DESTINATION share/acme)"
  CHECK debug-info PATH share/acme/former.tgz!/Acme-1.2.2/bin/acme)
