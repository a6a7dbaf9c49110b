# Given to a project as CMAKE_PROJECT_INCLUDE: puts its packages behind the gate without a change to it.
# POLICY is the policy's path; EXTRA_FILE, when set, is a file that gets into the package by mistake.

get_property(done GLOBAL PROPERTY third_party_injected)
if(done)
  return()
endif()
set_property(GLOBAL PROPERTY third_party_injected TRUE)

find_package(PackageAudit REQUIRED)
package_audit(POLICY "${POLICY}")
if(EXTRA_FILE)
  install(FILES "${EXTRA_FILE}" DESTINATION include)
endif()
