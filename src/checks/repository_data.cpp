#include "checks/checks.hpp"
#include "checks/facts.hpp"

namespace package_audit::checks {

namespace {

std::vector<Finding> run(const CheckInput& input) {
  return find_signatures(input, k_repository_data.id);
}

} // namespace

constexpr Check k_repository_data{
    .id = "repository-data",
    .summary = "part of a repository of Git",
    .why =
        "It holds the history of the sources, or stands in place of a file that was never fetched.",
    .fix = "Pack what the build makes, not the working folder; fetch large files (git lfs pull) "
           "before packing.",
    .default_severity = Severity::error,
    .takes_signatures = true,
    .run = run,
};

} // namespace package_audit::checks
