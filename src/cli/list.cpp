#include "api/run_audit.hpp"
#include "cli/commands.hpp"
#include "cli/job.hpp"
#include "model/result.hpp"
#include "report/registry.hpp"

namespace package_audit::cli {

namespace {

AuditResult audit_package(const Arguments& arguments, const Policy& policy,
                          std::ostream& progress) {
  Progress line(progress);
  return api::run_audit(arguments.operands, policy, make_context(arguments),
                        reading_options(arguments), show_reading(line, arguments.operands));
}

} // namespace

int run_list(const Arguments& arguments, const Streams& streams) {
  const report::Reporter& format = chosen_format(arguments);
  const report::Color color = choose_color(arguments.color, streams.out);
  api::require_packages(arguments.operands);
  const report::Marks marks =
      has_chosen_policy(arguments) ? report::Marks::verdicts : report::Marks::none;
  const Policy policy =
      marks == report::Marks::verdicts ? load_chosen_policy(arguments) : permissive_policy();
  const AuditResult result = audit_package(arguments, policy, streams.err);
  const PackageResult& package = result.packages.front();
  format.listing.write(report::Listing(package, marks), color, streams.out);
  // An incomplete listing must not exit 0.
  return package.artifact.anomalies.empty() ? k_exit_accepted : k_exit_refused;
}

} // namespace package_audit::cli
