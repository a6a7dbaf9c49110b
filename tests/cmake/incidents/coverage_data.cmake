make_file(out/lcov.info "TN:\nend_of_record\n")
incident(7Z RULE "install(DIRECTORY out/ DESTINATION share/acme)" CHECK build-state PATH share/acme/lcov.info)
