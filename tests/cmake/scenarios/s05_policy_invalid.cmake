# A policy that is no JSON.
sample()
configure()
file(WRITE "${source}/package-audit.json" "{ \"version\": 1, \"allow\": [ ")
cpack(-G TGZ)
expect_refused("package-audit.json:1:" "could not be audited")
