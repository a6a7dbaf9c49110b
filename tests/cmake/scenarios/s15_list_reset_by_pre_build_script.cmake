# A pre-build script empties the list of post-build scripts.
file(WRITE "${scratch}/user.cmake" [==[
set(CPACK_POST_BUILD_SCRIPTS "")
]==])
sample(BEFORE "set(CPACK_PRE_BUILD_SCRIPTS \"${scratch}/user.cmake\")" AFTER "include(PackageAudit)")
include("${support}/wired.cmake")
