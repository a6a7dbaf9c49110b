#include "checks/checks.hpp"
#include "checks/facts.hpp"

namespace package_audit::checks {

namespace {

std::vector<Finding> run(const CheckInput& input) {
  return find_signatures(input, k_credential.id);
}

} // namespace

constexpr Check k_credential{
    .id = "credential",
    .summary = "password or login in a file or an address",
    .why = "Whoever has the package can log in where the developers can.",
    .fix = "Change the password, then remove it: let the program read it from the environment or a "
           "file of the user. A value that opens nothing needs a dated exception.",
    .default_severity = Severity::error,
    .takes_signatures = true,
    .run = run,
};

} // namespace package_audit::checks
