# KEEP_REJECTED: what was refused can be looked at, under a name that no upload would take.
sample(POLICY components.json AFTER "include(PackageAudit)\npackage_audit(KEEP_REJECTED rejected)")
configure(-DSAMPLE_COMPONENTS=IGNORE -DSAMPLE_LEAK=dev)
cpack(-G TGZ)
expect_refused("Kept: ${build}/rejected")
file(GLOB names RELATIVE "${build}/rejected" "${build}/rejected/*")
set(expected Acme-1.2.3-Linux-dev.tar.gz.rejected Acme-1.2.3-Linux-doc.tar.gz.rejected
  Acme-1.2.3-Linux-runtime.tar.gz.rejected)
if(NOT names STREQUAL "${expected}")
  fail("kept: ${names}")
endif()
