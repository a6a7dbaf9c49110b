make_file(data/a.txt "1\n")
file(CREATE_LINK "${build}/plan.txt" "${source}/data/plan.txt" SYMBOLIC)
incident(DEB RULE "install(DIRECTORY data/ DESTINATION share/acme)"
  CHECK link-escape PATH share/acme/plan.txt)
