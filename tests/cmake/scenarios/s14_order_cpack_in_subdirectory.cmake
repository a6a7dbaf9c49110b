# include(CPack) stands in a subdirectory.
sample(BEFORE [===[
set(SAMPLE_NO_CPACK ON)
file(WRITE "${CMAKE_SOURCE_DIR}/sub/CMakeLists.txt" "include(CPack)\n")
add_subdirectory(sub)
]===] AFTER [===[
include(PackageAudit)
]===])
include("${support}/wired.cmake")
