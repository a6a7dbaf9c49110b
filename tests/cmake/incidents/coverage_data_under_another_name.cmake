make_file(out/result.dat "TN:\nSF:${source}/main.c\nDA:1,1\nend_of_record\n")
incident(DEB RULE "install(DIRECTORY out/ DESTINATION share/acme)" CHECK build-path PATH share/acme/result.dat)
