# The gate by itself, told of no package at all.
sample()
configure()
file(WRITE "${scratch}/post.cmake" "set(CPACK_GENERATOR TGZ)\nset(CPACK_PACKAGE_DIRECTORY \"${build}\")
include(\"${build}/PackageAudit/binary/PostBuildFirst.cmake\")
include(\"${build}/PackageAudit/binary/PostBuild.cmake\")\n")
run_in("${build}" "${CMAKE_COMMAND}" -P "${scratch}/post.cmake")
expect_refused("CPack lists no package")
