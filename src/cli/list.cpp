#include "audit/audit.hpp"
#include "cli/commands.hpp"
#include "cli/job.hpp"
#include "cli/options.hpp"
#include "model/result.hpp"
#include "report/listing.hpp"
#include "sandbox/inspect_confined.hpp"

#include <array>

namespace package_audit::cli {

int run_list(const Arguments& arguments, const Streams& streams) {
  const std::string format = arguments.format.value_or("text");
  if (format != "text" && format != "json") {
    constexpr std::array<std::string_view, 2> k_known{"json", "text"};
    fail_unknown("format of --format", format, k_known);
  }
  const report::Colour colour = choose_colour(arguments.color, streams.out);
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
  if (format == "json") {
    report::write_listing_json(package, marks, streams.out);
  } else {
    report::write_listing_text(package, marks, colour, streams.out);
  }
  // An incomplete listing must not exit 0.
  return package.artifact.anomalies.empty() ? k_exit_accepted : k_exit_refused;
}

} // namespace package_audit::cli
