#pragma once

#include "audit/audit.hpp"
#include "cli/arguments.hpp"
#include "cli/terminal.hpp"
#include "content/inspect.hpp"
#include "model/policy.hpp"
#include "model/result.hpp"
#include "report/report.hpp"
#include "sandbox/inspect_confined.hpp"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace package_audit::cli {

constexpr std::string_view k_default_policy = "package-audit.json";

struct ReportFile {
  const report::Reporter* reporter = nullptr;
  std::string file{};
};

// What is to be done, with every name looked up and every value read.
struct CheckJob {
  Policy policy{};
  audit::AuditContext context;
  std::vector<std::string> packages{};
  sandbox::ReadingOptions reading{};
  const report::Reporter* reporter = nullptr;
  report::Colour colour = report::Colour::never;
  std::vector<ReportFile> reports{};
  std::optional<std::string> record_dir{};
  std::optional<std::string> install_rules{};
};

// Throws Error for each mistake that can be seen before a package is opened.
CheckJob make_check_job(const Arguments& arguments, const Streams& streams);

// The policy that --policy names, or the one in the working folder. Throws Error.
Policy load_chosen_policy(const Arguments& arguments);
bool has_chosen_policy(const Arguments& arguments);

// A policy that lets everything in, for reading a package of which nothing is known yet.
Policy permissive_policy();

audit::AuditContext make_context(const Arguments& arguments);

sandbox::ReadingOptions reading_options(const Arguments& arguments);

// Reads packages one after another, each in a process of its own, and says on a terminal which.
// Throws Error.
std::vector<Artifact> inspect_all(std::span<const std::string> packages, const Policy& policy,
                                  const sandbox::ReadingOptions& options, std::ostream& progress);

// Throws Error for a file that is not there and for two packages of one name: reports and records
// tell packages apart by it.
void require_packages(std::span<const std::string> packages);

} // namespace package_audit::cli
