#include "api/run_audit.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "base/path.hpp"
#include "cli/commands.hpp"
#include "cli/job.hpp"
#include "install/install_rules.hpp"
#include "model/result.hpp"
#include "report/registry.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <ostream>
#include <sstream>
#include <system_error>

namespace package_audit::cli {

namespace {

std::string record_file(const std::string& folder, std::string_view package) {
  return fmt::format("{}/{}{}", folder, package, report::record_format().suffix);
}

// A record of an earlier run must not accept the package of this run.
void remove_old_records(const CheckJob& job) {
  for (const std::string& package : job.packages) {
    const std::string file = record_file(*job.record_dir, base::base_name(package));
    std::error_code error;
    std::filesystem::remove(file, error);
    if (error) throw base::Error(fmt::format("{}: cannot be removed: {}", file, error.message()));
  }
}

void write_records(const CheckJob& job, const AuditResult& result, const report::View& view) {
  for (std::size_t i = 0; i < result.packages.size(); ++i) {
    const PackageResult& package = result.packages[i];
    if (package.verdict != Verdict::accepted) continue;
    std::ostringstream record;
    report::record_format().write(view, view.packages[i], record);
    base::write_file_atomically(record_file(*job.record_dir, package.artifact.name), record.str());
  }
}

void write_report_files(const CheckJob& job, const report::View& view) {
  for (const ReportFile& report : job.reports) {
    std::ostringstream text;
    report.reporter->report.write(view, report::Color::never, text);
    base::write_file_atomically(report.file, text.str());
  }
}

AuditResult audit_packages(const CheckJob& job, std::ostream& progress) {
  Progress line(progress);
  return api::run_audit(job.packages, job.policy, job.context, job.reading,
                        show_reading(line, job.packages));
}

} // namespace

int run_check(const Arguments& arguments, const Streams& streams) {
  const CheckJob job = make_check_job(arguments, streams);
  if (job.record_dir) remove_old_records(job);
  AuditResult result = audit_packages(job, streams.err);
  if (job.install_rules) {
    install::trace_install_rules(result, *job.install_rules, job.context.config);
  }
  const report::View view(result);
  write_report_files(job, view);
  job.reporter->report.write(view, job.color, streams.out);
  // Records are written last: an existing record implies a delivered report.
  finish(streams.out);
  if (job.record_dir) write_records(job, result, view);
  return result.verdict == Verdict::accepted ? k_exit_accepted : k_exit_refused;
}

} // namespace package_audit::cli
