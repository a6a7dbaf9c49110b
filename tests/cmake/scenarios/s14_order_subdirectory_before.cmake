# The audit is asked for in a subdirectory, before include(CPack).
sample(BEFORE [===[
file(WRITE "${CMAKE_SOURCE_DIR}/sub/CMakeLists.txt" "include(PackageAudit)\n")
add_subdirectory(sub)
]===] AFTER [===[

]===])
include("${support}/wired.cmake")
