#include "checks/checks.hpp"
#include "checks/facts.hpp"

namespace package_audit::checks {

namespace {

std::vector<Finding> run(const CheckInput& input) {
  return find_signatures(input, k_confidential_marker.id);
}

} // namespace

constexpr Check k_confidential_marker{
    .id = "confidential-marker",
    .summary = "words that the policy does not want to be published",
    .why = "The policy names them because they stand only in what is not meant for others.",
    .fix = "Remove the text, or the file, from the package.",
    .default_severity = Severity::error,
    .takes_signatures = true,
    .run = run,
};

} // namespace package_audit::checks
