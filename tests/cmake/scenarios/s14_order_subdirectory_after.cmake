# The audit is asked for in a subdirectory, after include(CPack).
sample(BEFORE [===[

]===] AFTER [===[
file(WRITE "${CMAKE_SOURCE_DIR}/sub/CMakeLists.txt" "include(PackageAudit)\n")
add_subdirectory(sub)
]===])
include("${support}/wired.cmake")
