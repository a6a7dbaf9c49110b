# Runs before all other post-build scripts. CPack publishes the packages of its own list, whatever a
# script makes of the variable.

set_property(GLOBAL PROPERTY _package_audit_run_listed "${CPACK_GENERATOR}:${CPACK_PACKAGE_FILES}")
