# The project configuration script empties both lists.
file(WRITE "${scratch}/user.cmake" [==[
set(CPACK_POST_BUILD_SCRIPTS "")
set(CPACK_PRE_BUILD_SCRIPTS "")
]==])
sample(BEFORE "set(CPACK_PROJECT_CONFIG_FILE \"${scratch}/user.cmake\")" AFTER "include(PackageAudit)")
include("${support}/wired.cmake")
