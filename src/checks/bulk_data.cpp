#include "checks/checks.hpp"
#include "checks/facts.hpp"

namespace package_audit::checks {

namespace {

std::vector<Finding> run(const CheckInput& input) {
  return find_signatures(input, k_bulk_data.id);
}

} // namespace

constexpr Check k_bulk_data{
    .id = "bulk-data",
    .summary = "database, dump of one, or weights of a model",
    .why = "Such files often hold customers' data, or are worth more than the program they stand "
           "beside.",
    .fix = "Keep it out of the package, or lower this check in the policy where the product is "
           "meant to ship such data.",
    .default_severity = Severity::warning,
    .takes_signatures = true,
    .run = run,
};

} // namespace package_audit::checks
