make_file(out/upload.log "sent\n")
incident(TGZ RULE "install(DIRECTORY out/ DESTINATION share/acme)" CHECK build-state PATH share/acme/upload.log)
