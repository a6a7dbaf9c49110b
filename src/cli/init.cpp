#include "api/run_audit.hpp"
#include "audit/audit.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "base/text.hpp"
#include "cli/commands.hpp"
#include "cli/job.hpp"
#include "model/result.hpp"
#include "policy/load.hpp"
#include "policy/starter.hpp"
#include "report/paint.hpp"
#include "report/view.hpp"
#include "sandbox/inspect_confined.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <ostream>
#include <system_error>

namespace package_audit::cli {

namespace {

constexpr std::size_t k_shown_lines = 60;

void require_readable(std::span<const Artifact> artifacts) {
  for (const Artifact& artifact : artifacts) {
    if (artifact.anomalies.empty()) continue;
    throw base::Error(fmt::format("{}: no policy can be proposed: {}",
                                  base::printable(artifact.name),
                                  base::printable(artifact.anomalies.front().detail)));
  }
}

std::vector<Artifact> read_packages(std::span<const std::string> packages,
                                    const sandbox::ReadingOptions& options,
                                    std::ostream& progress) {
  Progress line(progress);
  return api::read_packages(packages, permissive_policy(), options, show_reading(line, packages));
}

// The base policy with everything allowed: entries that its checks refuse stay refused.
Policy widened(const std::string& base, const std::string& prefix) {
  Policy policy = policy::load_policy(base, {});
  for (PathRule& rule : permissive_policy().common.allow)
    policy.common.allow.push_back(std::move(rule));
  policy.common.prefix = prefix;
  return policy;
}

void require_new(const std::string& output) {
  std::error_code ignored;
  if (std::filesystem::exists(std::filesystem::symlink_status(output, ignored))) {
    throw base::Error(
        fmt::format("{}: exists and is not overwritten; --output FILE names another", output));
  }
}

void write_summary(const policy::StarterPolicy& policy, const AuditResult& result,
                   const std::string& output, report::Color color, std::ostream& out) {
  const report::Paint paint(color);
  std::vector<std::string> lines;
  for (const auto& [component, proposals] : policy.allow) {
    if (!component.empty())
      lines.push_back(fmt::format("  component {}", base::printable(component)));
    for (const auto& [pattern, proposal] : proposals) {
      const std::string count = proposal.entries > 1 ? fmt::format("  ({})", proposal.entries) : "";
      lines.push_back(fmt::format("  {} {}{}", paint(report::Tone::good, "+"), pattern,
                                  paint(report::Tone::faint, count)));
    }
  }
  std::size_t entries = 0;
  for (const PackageResult& package : result.packages)
    entries += package.artifact.entries.size();
  out << fmt::format("{}: extends {}; proposed for {} of {}:\n", output, policy.base,
                     base::count_of(entries, "entry", "entries"),
                     base::count_of(result.packages.size(), "package", "packages"));
  if (policy.allowed_by_base > 0) {
    lines.push_back(fmt::format("  {} {} by {} itself", paint(report::Tone::good, "+"),
                                base::count_of(policy.allowed_by_base, "entry", "entries"),
                                policy.base));
  }
  for (std::size_t i = 0; i < std::min(lines.size(), k_shown_lines); ++i)
    out << lines[i] << '\n';
  if (lines.size() > k_shown_lines) {
    out << fmt::format("  and {} more\n", lines.size() - k_shown_lines);
  }
  for (const auto& [path, checks] : policy.refused) {
    out << fmt::format("  {} {}  ({})\n", paint(report::Tone::bad, "-"), base::printable(path),
                       fmt::join(checks, ", "));
  }
}

} // namespace

int run_init(const Arguments& arguments, const Streams& streams) {
  const std::string output = arguments.output.value_or(std::string(k_default_policy));
  const bool to_stdout = output == "-";
  if (!to_stdout) require_new(output);
  api::require_packages(arguments.operands);
  const sandbox::ReadingOptions reading = reading_options(arguments);
  std::vector<Artifact> artifacts = read_packages(arguments.operands, reading, streams.err);
  require_readable(artifacts);
  const std::string base = policy::choose_base(artifacts);
  const std::string prefix = policy::choose_prefix(artifacts);
  const AuditResult result = audit::audit(std::move(artifacts), widened(base, prefix),
                                          make_context(arguments), reading.threads);
  const policy::StarterPolicy policy = policy::propose_policy(result, base);
  if (policy.allow.empty() && policy.allowed_by_base == 0) {
    throw base::Error("no policy can be proposed: the packages hold nothing that may be allowed");
  }
  if (to_stdout) {
    streams.out << policy::to_json(policy);
  } else {
    base::write_file_atomically(output, policy::to_json(policy));
  }
  write_summary(policy, result, to_stdout ? "policy" : output,
                choose_color(arguments.color, streams.err), streams.err);
  if (const std::string notice = report::sandbox_notice(result.packages); !notice.empty()) {
    streams.err << notice << '\n';
  }
  streams.err << "read it: what has a + may ship from now on"
              << (policy.refused.empty() ? "\n" : ", what has a - is refused\n");
  return k_exit_accepted;
}

} // namespace package_audit::cli
