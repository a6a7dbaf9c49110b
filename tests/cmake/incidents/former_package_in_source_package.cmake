# What the last release left in the source folder.
make_file(Acme-1.2.2-Linux/bin/acme "#!/bin/sh\n")
make(${CMAKE_COMMAND} -E tar czf Acme-1.2.2-Linux.tar.gz Acme-1.2.2-Linux)
incident(TXZ SOURCE BEFORE "set(CPACK_SOURCE_IGNORE_FILES /source/build/ /source/Acme-1.2.2-Linux/)" PROFILE source
  CHECK denied-entry PATH Acme-1.2.2-Linux.tar.gz)
