#include "checks/checks.hpp"
#include "checks/facts.hpp"

namespace package_audit::checks {

namespace {

std::vector<Finding> run(const CheckInput& input) {
  return find_signatures(input, k_build_trace.id);
}

} // namespace

constexpr Check k_build_trace{
    .id = "build-trace",
    .summary = "path of a developer's or a build machine",
    .why = "It tells user names and how the build machine is laid out. Names of the build that is "
           "audited are errors of build-path.",
    .fix = "Compile with -ffile-prefix-map=${CMAKE_SOURCE_DIR}=., strip what is installed, and "
           "leave debug information out of release packages.",
    .default_severity = Severity::note,
    .takes_signatures = true,
    .run = run,
};

} // namespace package_audit::checks
