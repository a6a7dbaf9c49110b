#include "audit/audit.hpp"
#include "cli/commands.hpp"
#include "cli/job.hpp"
#include "model/result.hpp"
#include "report/registry.hpp"
#include "sandbox/inspect_confined.hpp"

namespace package_audit::cli {

int run_list(const Arguments& arguments, const Streams& streams) {
  const report::Reporter& format = chosen_format(arguments);
  const report::Color color = choose_color(arguments.color, streams.out);
  require_packages(arguments.operands);
  const report::Marks marks =
      has_chosen_policy(arguments) ? report::Marks::verdicts : report::Marks::none;
  const Policy policy =
      marks == report::Marks::verdicts ? load_chosen_policy(arguments) : permissive_policy();
  const sandbox::ReadingOptions reading = reading_options(arguments);
  const AuditResult result =
      audit::audit(inspect_all(arguments.operands, policy, reading, streams.err), policy,
                   make_context(arguments), reading.threads);
  const PackageResult& package = result.packages.front();
  format.listing.write(report::Listing(package, marks), color, streams.out);
  // An incomplete listing must not exit 0.
  return package.artifact.anomalies.empty() ? k_exit_accepted : k_exit_refused;
}

} // namespace package_audit::cli
