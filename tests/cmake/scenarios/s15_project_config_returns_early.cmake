# The project configuration script returns before its end.
file(WRITE "${scratch}/user.cmake" [==[
return()
]==])
sample(BEFORE "set(CPACK_PROJECT_CONFIG_FILE \"${scratch}/user.cmake\")" AFTER "include(PackageAudit)")
include("${support}/wired.cmake")
