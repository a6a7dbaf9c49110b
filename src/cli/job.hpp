#pragma once

#include "api/run_audit.hpp"
#include "audit/audit.hpp"
#include "cli/arguments.hpp"
#include "cli/terminal.hpp"
#include "model/policy.hpp"
#include "model/result.hpp"
#include "report/registry.hpp"
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

// A resolved command line: every name looked up, every value parsed.
struct CheckJob {
  Policy policy{};
  audit::AuditContext context;
  std::vector<std::string> packages{};
  sandbox::ReadingOptions reading{};
  const report::Reporter* reporter = nullptr;
  report::Color color = report::Color::never;
  std::vector<ReportFile> reports{};
  std::optional<std::string> record_dir{};
  std::optional<std::string> install_rules{};
};

// Throws Error for each mistake that can be found before a package is opened.
CheckJob make_check_job(const Arguments& arguments, const Streams& streams);

// The format that --format names, among those of the command. Throws Error.
const report::Reporter& chosen_format(const Arguments& arguments);

// The policy that --policy names, or the one in the working folder. Throws Error.
Policy load_chosen_policy(const Arguments& arguments);
bool has_chosen_policy(const Arguments& arguments);

// A policy that allows everything, for reading a package before it has a policy.
Policy permissive_policy();

audit::AuditContext make_context(const Arguments& arguments);

sandbox::ReadingOptions reading_options(const Arguments& arguments);

// Shows on a terminal which of `packages` is being read.
api::OnStart show_reading(Progress& line, std::span<const std::string> packages);

} // namespace package_audit::cli
