# A cpack before 3.19 ignores our scripts, but not our line in its configuration file.
sample()
configure()
file(READ "${module_dir}/PackageAudit/CPackHook.cmake" text)
file(WRITE "${scratch}/hook.cmake" "set(CMAKE_VERSION 3.18.6)\n${text}")
run_in("${scratch}" "${CMAKE_COMMAND}" -P "${scratch}/hook.cmake")
expect_failure()
expect_output("PackageAudit needs cpack 3.19 or newer; this is 3.18.6")
