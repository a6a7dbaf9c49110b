foreach(path IN ITEMS lib/libacme.so.1.0 include/acme/a.h include/acme/b.h lib/cmake/acme/acme-config.cmake
    share/acme-1.0/data.txt share/acme-1.0/.env)
  add_file(acme-1.0-Linux/${path} "text")
endforeach()
file(CREATE_LINK libacme.so.1.0 "${WORK}/acme-1.0-Linux/lib/libacme.so" SYMBOLIC)
pack(acme-1.0-Linux.tar.gz acme-1.0-Linux)
