# A sub-project calls include(CPack) as well; the last call writes the configuration.
sample(BEFORE [===[
include(PackageAudit)
file(WRITE "${CMAKE_SOURCE_DIR}/sub/CMakeLists.txt" "include(CPack)\n")
add_subdirectory(sub)
]===] AFTER [===[

]===])
include("${support}/wired.cmake")
