# An empty file, and a policy that allows nothing.
sample()
configure()
foreach(text IN ITEMS "" "{}" "{ \"version\": 1, \"allow\": [] }")
  file(WRITE "${source}/package-audit.json" "${text}")
  cpack(-G TGZ)
  expect_refused("could not be audited")
endforeach()
