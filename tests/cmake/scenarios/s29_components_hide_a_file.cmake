# Components are judged as the one package they become; a file that hides another one is not let by.
sample(BEFORE "install(FILES internal/plan.txt DESTINATION share/doc/acme COMPONENT dev RENAME guide.txt)" AFTER "include(PackageAudit)")
configure()
cpack(-G NSIS)
expect_refused("two components hold different files share/doc/acme/guide.txt")
