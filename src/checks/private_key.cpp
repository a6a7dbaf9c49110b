#include "checks/checks.hpp"
#include "checks/facts.hpp"

namespace package_audit::checks {

namespace {

std::vector<Finding> run(const CheckInput& input) {
  return find_signatures(input, k_private_key.id);
}

} // namespace

constexpr Check k_private_key{
    .id = "private-key",
    .summary = "private key",
    .why = "Whoever has the package can pose as its owner. Once published the key counts as known, "
           "even if the package is withdrawn.",
    .fix = "Keep it out of the package and replace the key if it was ever published. A key that is "
           "public on purpose, such as one for tests, needs a dated exception.",
    .default_severity = Severity::error,
    .takes_signatures = true,
    .run = run,
};

} // namespace package_audit::checks
