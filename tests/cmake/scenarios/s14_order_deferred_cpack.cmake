# include(CPack) is deferred to the end of the configure step.
sample(BEFORE [===[
set(SAMPLE_NO_CPACK ON)
include(PackageAudit)
cmake_language(DEFER CALL include CPack)
]===] AFTER [===[

]===])
include("${support}/wired.cmake")
