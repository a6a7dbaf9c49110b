# `cpack --preset` and `cmake --workflow --preset`.
sample()
file(WRITE "${source}/CMakePresets.json" [[{ "version": 6,
  "configurePresets": [ { "name": "d", "generator": "Unix Makefiles", "binaryDir": "${sourceDir}/build" } ],
  "packagePresets": [ { "name": "d", "configurePreset": "d", "generators": ["TGZ"] } ],
  "workflowPresets": [ { "name": "d", "steps": [ { "type": "configure", "name": "d" },
    { "type": "package", "name": "d" } ] } ] }]])
configure(-DSAMPLE_LEAK=runtime)
run_in("${source}" "${CMAKE_CPACK_COMMAND}" --preset d)
expect_refused("share/acme/plan.txt")
run_in("${source}" "${CMAKE_COMMAND}" --workflow --preset d)
expect_refused("share/acme/plan.txt")
configure(-USAMPLE_LEAK)
run_in("${source}" "${CMAKE_COMMAND}" --workflow --preset d)
expect_exit(0)
expect_published(Acme-1.2.3-Linux.tar.gz)
