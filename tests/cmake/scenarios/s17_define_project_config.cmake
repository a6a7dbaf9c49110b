# `cpack -D CPACK_PROJECT_CONFIG_FILE=…` still does what it is meant for.
file(WRITE "${scratch}/config.cmake" "message(STATUS \"user config\")\n")
sample()
configure()
cpack(-G TGZ -D "CPACK_PROJECT_CONFIG_FILE=${scratch}/config.cmake")
expect_exit(0)
expect_output("user config")
expect_published(Acme-1.2.3-Linux.tar.gz)
