# A gate that ends without a verdict and without an error publishes nothing.
file(COPY "${module_dir}" DESTINATION "${scratch}")
set(module_dir "${scratch}/cmake")
file(APPEND "${module_dir}/PackageAudit/Gate.cmake" "function(_package_audit_gate)\nendfunction()\n")
sample()
configure()
cpack(-G TGZ)
expect_published()
