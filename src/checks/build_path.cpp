#include "checks/checks.hpp"
#include "checks/facts.hpp"

namespace package_audit::checks {

namespace {

std::vector<Finding> run(const CheckInput& input) {
  return find_signatures(input, k_build_path.id);
}

} // namespace

constexpr Check k_build_path{
    .id = "build-path",
    .summary = "name of the folders, the user or the machine of this build",
    .why = "It tells how the developer's machine is laid out, and programs that look for files "
           "there break, or trust what others put there.",
    .fix = "Compile with -ffile-prefix-map=${CMAKE_SOURCE_DIR}=., strip what is installed, leave "
           "CMAKE_INSTALL_RPATH relative ($ORIGIN), and install no file that configure_file() "
           "wrote build folders into.",
    .default_severity = Severity::error,
    .takes_signatures = true,
    .run = run,
};

} // namespace package_audit::checks
