#include "checks/checks.hpp"

#include <algorithm>

namespace package_audit::checks {

namespace {

bool is_content(const Entry& entry) {
  return entry.section == Section::payload && entry.type != EntryType::directory;
}

std::vector<Finding> run(const Check& /*check*/, const CheckInput& input) {
  const Artifact& artifact = input.artifact;
  // A package that could not be read is refused for that; whether it is empty is unknown.
  if (!artifact.anomalies.empty()) return {};
  if (std::any_of(artifact.entries.begin(), artifact.entries.end(), is_content)) return {};
  return {{.message = artifact.entries.empty() ? "the package holds nothing"
                                               : "the package holds nothing but folders"}};
}

} // namespace

constexpr Check k_empty_package{
    .id = "empty-package",
    .summary = "package without a file",
    .why = "Nothing in it could break a rule, so accepting it would say nothing. Most often an "
           "install() rule or a component is missing.",
    .fix = "Check that the project has install() rules and that the component of this package has "
           "something to install.",
    .default_severity = Severity::error,
    .mandatory = true,
    .run = run,
};

} // namespace package_audit::checks
