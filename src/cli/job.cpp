#include "cli/job.hpp"

#include "audit/audit.hpp"
#include "base/date.hpp"
#include "base/error.hpp"
#include "base/path.hpp"
#include "base/text.hpp"
#include "cli/never_ship.hpp"
#include "cli/options.hpp"
#include "content/signatures/build_signatures.hpp"
#include "policy/load.hpp"
#include "sandbox/inspect_confined.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>
#include <system_error>
#include <thread>

namespace package_audit::cli {

namespace {

namespace fs = std::filesystem;

const report::Reporter& find_format(const std::string& name, std::string_view option,
                                    Command command) {
  const std::vector<std::string_view> known = formats_of(command);
  if (std::find(known.begin(), known.end(), name) == known.end()) {
    fail_unknown(fmt::format("format of {}", option), name, known);
  }
  return *report::find_reporter(name);
}

ReportFile parse_report(const std::string& text) {
  const std::size_t equals = text.find('=');
  if (equals == std::string::npos || equals + 1 == text.size()) {
    throw base::Error(fmt::format("--report: \"{}\" is not FORMAT=FILE", base::printable(text)));
  }
  return {&find_format(text.substr(0, equals), "--report", Command::check),
          text.substr(equals + 1)};
}

policy::Variables parse_defines(const std::vector<std::string>& defines) {
  policy::Variables variables;
  for (const std::string& define : defines) {
    const std::size_t equals = define.find('=');
    if (equals == std::string::npos || equals == 0) {
      throw base::Error(fmt::format("--define: \"{}\" is not NAME=VALUE", base::printable(define)));
    }
    const std::string name = define.substr(0, equals);
    if (!variables.emplace(name, define.substr(equals + 1)).second) {
      throw base::Error(fmt::format("--define: {} is given twice", base::printable(name)));
    }
  }
  return variables;
}

// --build NAME=VALUE, each name at most once.
content::signatures::BuildIdentity parse_build(const std::vector<std::string>& values) {
  struct Field {
    std::string_view name;
    std::string content::signatures::BuildIdentity::*value;
  };
  constexpr std::array k_fields{
      Field{"source", &content::signatures::BuildIdentity::source_directory},
      Field{"binary", &content::signatures::BuildIdentity::binary_directory},
      Field{"home", &content::signatures::BuildIdentity::home_directory},
      Field{"user", &content::signatures::BuildIdentity::user},
      Field{"host", &content::signatures::BuildIdentity::host}};
  content::signatures::BuildIdentity identity;
  for (const std::string& text : values) {
    const std::size_t equals = text.find('=');
    const std::string_view name = std::string_view(text).substr(0, equals);
    const auto field = std::find_if(k_fields.begin(), k_fields.end(),
                                    [&](const Field& known) { return known.name == name; });
    if (equals == std::string::npos || field == k_fields.end()) {
      throw base::Error(
          fmt::format("--build: \"{}\" is not NAME=VALUE with one of the names source, "
                      "binary, home, user, host",
                      base::printable(text)));
    }
    identity.*field->value = text.substr(equals + 1);
  }
  return identity;
}

base::Date parse_today(const std::optional<std::string>& text) {
  if (!text) return base::current_date();
  const auto date = base::parse_date(*text);
  if (!date) {
    throw base::Error(
        fmt::format("--today: \"{}\" is not a YYYY-MM-DD date", base::printable(*text)));
  }
  return *date;
}

std::size_t parse_jobs(const std::optional<std::string>& text) {
  constexpr std::size_t k_most = 256;
  if (!text) return std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, k_most);
  std::size_t jobs = 0;
  const char* const end = text->data() + text->size();
  const auto [stop, error] = std::from_chars(text->data(), end, jobs);
  if (error != std::errc() || stop != end || jobs < 1 || jobs > k_most) {
    throw base::Error(
        fmt::format("--jobs: \"{}\" is not a number from 1 to {}", base::printable(*text), k_most));
  }
  return jobs;
}

void require_folder(const std::string& path, std::string_view option) {
  std::error_code ignored;
  if (!fs::is_directory(path, ignored)) {
    throw base::Error(fmt::format("{}: {}: is not a folder", option, path));
  }
}

} // namespace

const report::Reporter& chosen_format(const Arguments& arguments) {
  return find_format(arguments.format.value_or(std::string(report::k_default_format)), "--format",
                     arguments.command);
}

bool has_chosen_policy(const Arguments& arguments) {
  std::error_code ignored;
  return arguments.policy || fs::exists(k_default_policy, ignored);
}

Policy load_chosen_policy(const Arguments& arguments) {
  if (!has_chosen_policy(arguments)) {
    throw base::Error(
        fmt::format("{}: no such file in the working folder; --policy FILE names another, "
                    "\"package-audit init PACKAGE...\" writes one",
                    k_default_policy));
  }
  return policy::load_policy(arguments.policy.value_or(std::string(k_default_policy)),
                             parse_defines(arguments.defines));
}

Policy permissive_policy() {
  Policy policy;
  policy.common.allow.push_back({.glob = base::Glob("**")});
  policy.common.allow.push_back({.glob = base::Glob("/**")});
  return policy;
}

audit::AuditContext make_context(const Arguments& arguments) {
  return {.today = parse_today(arguments.today),
          .generator = arguments.generator.value_or(""),
          .config = arguments.config.value_or(""),
          .root = arguments.root.value_or("")};
}

CheckJob make_check_job(const Arguments& arguments, const Streams& streams) {
  const report::Reporter& reporter = chosen_format(arguments);
  const report::Color color = choose_color(arguments.color, streams.out);
  std::vector<ReportFile> reports;
  for (const std::string& report : arguments.reports)
    reports.push_back(parse_report(report));
  CheckJob job{.context = make_context(arguments),
               .reporter = &reporter,
               .color = color,
               .reports = std::move(reports)};
  job.record_dir = arguments.record_dir;
  if (job.record_dir) require_folder(*job.record_dir, "--record-dir");
  job.install_rules = arguments.install_rules;
  if (job.install_rules) require_folder(*job.install_rules, "--install-rules");
  job.packages = arguments.operands;
  job.reading = reading_options(arguments);
  api::require_packages(job.packages);
  job.policy = load_chosen_policy(arguments);
  for (SignatureRule& rule : content::signatures::build_signatures(parse_build(arguments.build)))
    job.policy.signatures.push_back(std::move(rule));
  job.policy.never_ship = read_never_shipped(arguments.never_ship, job.reading.threads);
  return job;
}

sandbox::ReadingOptions reading_options(const Arguments& arguments) {
  return {.missing_layers = arguments.require_sandbox ? sandbox::MissingLayers::refused
                                                      : sandbox::MissingLayers::reported,
          .threads = parse_jobs(arguments.jobs)};
}

api::OnStart show_reading(Progress& line, std::span<const std::string> packages) {
  return [&line, packages](std::size_t i) {
    line.show(fmt::format("reading {} ({} of {})", base::printable(base::base_name(packages[i])),
                          i + 1, packages.size()));
  };
}

} // namespace package_audit::cli
