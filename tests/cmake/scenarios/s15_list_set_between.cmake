# The project sets CPACK_POST_BUILD_SCRIPTS between ours and CPack.
file(WRITE "${scratch}/user.cmake" [==[
message(STATUS "user script")
]==])
sample(BEFORE "include(PackageAudit)\nset(CPACK_POST_BUILD_SCRIPTS \"${scratch}/user.cmake\")" AFTER "")
include("${support}/wired.cmake")
