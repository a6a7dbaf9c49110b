make_file(out/plan.cpp.o "FAKE")
incident(STGZ RULE "install(DIRECTORY out/ DESTINATION lib/acme)" CHECK build-state PATH lib/acme/plan.cpp.o)
