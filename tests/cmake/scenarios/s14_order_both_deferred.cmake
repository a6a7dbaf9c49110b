# include(CPack) and include(PackageAudit) are both deferred.
sample(BEFORE [===[
set(SAMPLE_NO_CPACK ON)
cmake_language(DEFER CALL include PackageAudit)
cmake_language(DEFER CALL include CPack)
]===] AFTER [===[

]===])
include("${support}/wired.cmake")
