# include(PackageAudit) after include(CPack).
sample(BEFORE [===[

]===] AFTER [===[
include(PackageAudit)
]===])
include("${support}/wired.cmake")
