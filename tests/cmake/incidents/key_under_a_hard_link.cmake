# rpm stores what several names share once.
make(openssl ecparam -name prime256v1 -genkey -noout -out b.txt)
make_file(a.txt "nothing\n")
make_file(share.cmake [[
file(GLOB_RECURSE notes "${CPACK_TEMPORARY_DIRECTORY}/*/a.txt")
get_filename_component(folder "${notes}" DIRECTORY)
file(REMOVE "${notes}")
file(CREATE_LINK "${folder}/b.txt" "${notes}")
]])
incident(RPM BEFORE "list(APPEND CPACK_PRE_BUILD_SCRIPTS \"\${CMAKE_SOURCE_DIR}/share.cmake\")"
  RULE "install(FILES a.txt b.txt DESTINATION share/acme)" CHECK private-key PATH share/acme/a.txt)
