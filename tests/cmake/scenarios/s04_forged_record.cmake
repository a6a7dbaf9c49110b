# A record that lay there before the inspector ran proves nothing.
file(WRITE "${scratch}/forge.cmake" [==[
get_filename_component(name "${CPACK_PACKAGE_FILES}" NAME)
file(SHA256 "${CPACK_PACKAGE_FILES}" digest)
file(WRITE "${CPACK_PACKAGE_DIRECTORY}/PackageAudit/work/TGZ__binary/records/${name}.audit.json"
  "{\"verdict\":\"accepted\",\"packages\":[{\"name\":\"${name}\",\"sha256\":\"${digest}\"}]}")
]==])
sample(BEFORE "set(CPACK_POST_BUILD_SCRIPTS \"${scratch}/forge.cmake\")" AFTER "include(PackageAudit)")
set(ENV{STUB} no-record)
configure(-DPackageAudit_EXECUTABLE=${stub})
cpack(-G TGZ)
expect_refused("left no record")
