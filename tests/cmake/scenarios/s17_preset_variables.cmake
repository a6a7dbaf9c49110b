# Nor can the variables of a package preset.
sample()
file(WRITE "${source}/CMakePresets.json" [[{ "version": 6,
  "configurePresets": [ { "name": "d", "generator": "Unix Makefiles", "binaryDir": "${sourceDir}/build" } ],
  "packagePresets": [ { "name": "d", "configurePreset": "d", "generators": ["TGZ"],
    "variables": { "CPACK_POST_BUILD_SCRIPTS": "", "CPACK_PROJECT_CONFIG_FILE": "" } } ] }]])
configure(-DSAMPLE_LEAK=runtime)
run_in("${source}" "${CMAKE_CPACK_COMMAND}" --preset d)
expect_refused("share/acme/plan.txt")
