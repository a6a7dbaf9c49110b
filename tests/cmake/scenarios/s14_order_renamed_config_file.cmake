# The project gives CPack's configuration file a name of its own.
sample(BEFORE [===[
set(CPACK_OUTPUT_CONFIG_FILE "${CMAKE_BINARY_DIR}/CPackMine.cmake")
include(PackageAudit)
]===] AFTER [===[
file(WRITE "${CMAKE_BINARY_DIR}/CPackConfig.cmake" "include([==[${CMAKE_BINARY_DIR}/CPackMine.cmake]==])\n")
]===])
include("${support}/wired.cmake")
