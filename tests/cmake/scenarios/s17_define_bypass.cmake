# `cpack -D` cannot take the audit out.
file(WRITE "${scratch}/config.cmake" "message(STATUS \"user config\")\n")
sample()
configure(-DSAMPLE_LEAK=runtime)
foreach(defines IN ITEMS
    "CPACK_POST_BUILD_SCRIPTS=" "CPACK_PRE_BUILD_SCRIPTS=" "CPACK_PROJECT_CONFIG_FILE="
    "CPACK_POST_BUILD_SCRIPTS= CPACK_PROJECT_CONFIG_FILE="
    "CPACK_POST_BUILD_SCRIPTS= CPACK_PRE_BUILD_SCRIPTS= CPACK_PROJECT_CONFIG_FILE="
    "CPACK_PROJECT_CONFIG_FILE=${scratch}/config.cmake CPACK_POST_BUILD_SCRIPTS="
    "CPACK_OUTPUT_FILE_PREFIX=${build}" "_package_audit_cfg_kind=source" "_package_audit_run_verdict=accepted")
  string(REPLACE " " ";-D;" defines "-D;${defines}")
  cpack(-G TGZ ${defines})
  expect_refused("share/acme/plan.txt")
endforeach()
