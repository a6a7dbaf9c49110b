# The project sets CPACK_POST_BUILD_SCRIPTS before ours.
file(WRITE "${scratch}/user.cmake" [==[
message(STATUS "user script")
]==])
sample(BEFORE "set(CPACK_POST_BUILD_SCRIPTS \"${scratch}/user.cmake\")\ninclude(PackageAudit)" AFTER "")
include("${support}/wired.cmake")
