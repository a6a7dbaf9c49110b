# The audit and CPack are both asked for in functions.
sample(BEFORE [===[
set(SAMPLE_NO_CPACK ON)
function(pack)
  include(CPack)
endfunction()
function(audit)
  include(PackageAudit)
endfunction()
audit()
pack()
]===] AFTER [===[

]===])
include("${support}/wired.cmake")
