# Wrong calls are errors when configuring.
foreach(call IN ITEMS
    "package_audit(POLICY a.json)\npackage_audit(POLICY a.json)=was called before"
    "package_audit(POLICIES a.json)=does not know: POLICIES"
    "package_audit(MODE warn)=does not know: MODE"
    "package_audit(OFF)=does not know: OFF"
    "package_audit(POLICY)=no value for: POLICY"
    "package_audit(POLICY a.json REPORTS)=no value for: REPORTS"
    "package_audit(POLICY \"\")=is empty or holds a semicolon"
    "package_audit(POLICY \"a;b\")=is empty or holds a semicolon"
    "package_audit(REPORTS texts)=unknown report \"texts\""
    "package_audit(DEFINE version)=DEFINE takes NAME.VALUE"
    "package_audit(NEVER_SHIP)=no value for: NEVER_SHIP"
    "package_audit(NEVER_SHIP missing)=NEVER_SHIP: no such file or folder: .*/missing"
    "package_audit(TIMEOUT 0)=TIMEOUT takes whole seconds"
    "package_audit(STAGED_CHECK TGZ)=its packages are opened")
  string(REGEX MATCH "^(.*\\))=(.*)$" ignored "${call}")
  set(code "${CMAKE_MATCH_1}")
  set(message "${CMAKE_MATCH_2}")
  file(REMOVE_RECURSE "${source}")
  sample(AFTER "include(PackageAudit)\n${code}")
  try_configure()
  expect_failure()
  expect_output("${message}")
endforeach()
