# include(PackageAudit) before include(CPack).
sample(BEFORE [===[
include(PackageAudit)
]===] AFTER [===[

]===])
include("${support}/wired.cmake")
