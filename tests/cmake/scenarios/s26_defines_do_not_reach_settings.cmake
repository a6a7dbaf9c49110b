# No setting can be changed with `cpack -D`.
file(WRITE "${scratch}/evil.json" "{ \"version\": 1, \"allow\": [\"**\"] }")
sample()
configure(-DSAMPLE_LEAK=runtime)
foreach(define IN ITEMS CPACK_PACKAGE_AUDIT_POLICY=${scratch}/evil.json _package_audit_run_policy=${scratch}/evil.json
    _package_audit_cfg_policy=${scratch}/evil.json
    _package_audit_cfg_inspector=/bin/true _package_audit_cfg_state_dir=${scratch} _package_audit_cfg_scripts_dir=${scratch}
    _package_audit_cfg_timeout=0 _package_audit_run_work_dir=${scratch} _package_audit_run_publish_dir=${scratch})
  cpack(-G TGZ -D "${define}")
  expect_refused("share/acme/plan.txt")
endforeach()
