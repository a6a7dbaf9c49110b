// The public interface, over api::run_audit().

#include "api/run_audit.hpp"
#include "base/date.hpp"
#include "base/digest.hpp"
#include "base/error.hpp"
#include "base/text.hpp"
#include "policy/load.hpp"
#include "report/registry.hpp"
#include "report/view.hpp"
#include <package_audit/package_audit.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <ostream>
#include <utility>

namespace package_audit::api {

namespace {

Severity severity_of(package_audit::Severity severity) {
  if (severity == package_audit::Severity::note) return Severity::note;
  return severity == package_audit::Severity::warning ? Severity::warning : Severity::error;
}

Package package_of(const PackageResult& result) {
  const Artifact& artifact = result.artifact;
  Package package{.name = base::printable(artifact.name),
                  .format = std::string(to_string(artifact.format)),
                  .sha256 = base::to_hex(artifact.sha256),
                  .size = artifact.size,
                  .accepted = result.verdict == Verdict::accepted};
  for (const Diagnostic& diagnostic : result.diagnostics) {
    package.findings.push_back({.check = std::string(diagnostic.check->id),
                                .severity = severity_of(diagnostic.severity),
                                .excepted = diagnostic.exception.has_value(),
                                .path = base::printable(path_of(diagnostic.finding, artifact)),
                                .message = base::printable(diagnostic.finding.message)});
  }
  return package;
}

base::Date date_of(const std::optional<std::string>& text) {
  if (!text) return base::current_date();
  const auto date = base::parse_date(*text);
  if (!date) {
    throw Error(fmt::format("today: \"{}\" is not a YYYY-MM-DD date", base::printable(*text)));
  }
  return *date;
}

AuditResult run(const std::vector<std::string>& files, const std::string& policy_file,
                const Options& options) {
  if (files.empty()) throw Error("no package is given");
  const audit::AuditContext context{.today = date_of(options.today),
                                    .generator = options.generator,
                                    .config = options.config,
                                    .root = options.root};
  require_packages(files);
  const policy::Variables variables(options.variables.begin(), options.variables.end());
  const Policy policy = policy::load_policy(policy_file, variables);
  return run_audit(files, policy, context,
                   {.missing_layers = options.require_sandbox ? sandbox::MissingLayers::refused
                                                              : sandbox::MissingLayers::reported,
                    .threads = std::max<std::size_t>(options.threads, 1)});
}

} // namespace

struct Result::Data {
  AuditResult audit{};
  std::vector<Package> packages{};
};

Result::Result(std::shared_ptr<const Data> data) : data_(std::move(data)) {}

bool Result::accepted() const {
  return data_->audit.verdict == Verdict::accepted;
}

bool Result::is_report_only() const {
  return data_->audit.enforcement == Enforcement::report;
}

const std::vector<Package>& Result::packages() const {
  return data_->packages;
}

std::string_view version() {
  return report::tool_version();
}

Result audit_packages(const std::vector<std::string>& files, const std::string& policy,
                      const Options& options) {
  try {
    auto data = std::make_shared<Result::Data>();
    data->audit = run(files, policy, options);
    std::transform(data->audit.packages.begin(), data->audit.packages.end(),
                   std::back_inserter(data->packages), package_of);
    return Result(std::move(data));
  } catch (const base::Error& error) {
    throw Error(error.what());
  }
}

std::vector<std::string> report_formats() {
  std::vector<std::string> names;
  for (const report::Reporter& reporter : report::all_reporters())
    names.emplace_back(reporter.name);
  return names;
}

void write_report(const Result& result, std::string_view format, std::ostream& out) {
  const report::Reporter* const reporter = report::find_reporter(format);
  if (reporter == nullptr) {
    throw Error(fmt::format("format: there is no report \"{}\"; there are {}",
                            base::printable(format), fmt::join(report_formats(), ", ")));
  }
  reporter->report.write(report::View(result.data_->audit), report::Color::never, out);
  if (!out.flush()) throw Error("the report could not be written");
}

} // namespace package_audit::api
