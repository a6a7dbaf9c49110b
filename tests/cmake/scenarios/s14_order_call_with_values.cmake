# package_audit() with values, after the include.
sample(BEFORE [===[
include(PackageAudit)
]===] AFTER [===[
package_audit(POLICY package-audit.json DEFINE flavour=plain TIMEOUT 60)
]===])
include("${support}/wired.cmake")
