# No setting can be changed with `cpack -D`.
file(WRITE "${scratch}/evil.json" "{ \"version\": 1, \"allow\": [\"**\"] }")
sample()
configure(-DSAMPLE_LEAK=runtime)
foreach(define IN ITEMS CPACK_PACKAGE_AUDIT_POLICY=${scratch}/evil.json _package_audit_policy=${scratch}/evil.json
    _package_audit_inspector=/bin/true _package_audit_home=${scratch} _package_audit_scripts=${scratch}
    _package_audit_timeout=0 _package_audit_work=${scratch} _package_audit_prefix=${scratch})
  cpack(-G TGZ -D "${define}")
  expect_refused("share/acme/plan.txt")
endforeach()
