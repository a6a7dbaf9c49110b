# include(PackageAudit) in two places.
sample(BEFORE [===[
include(PackageAudit)
]===] AFTER [===[
include(PackageAudit)
]===])
include("${support}/wired.cmake")
