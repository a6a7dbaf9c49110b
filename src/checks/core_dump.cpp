#include "base/path.hpp"
#include "checks/checks.hpp"
#include "checks/facts.hpp"
#include "checks/name_rules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>
#include <vector>

namespace package_audit::checks {

namespace {

constexpr std::array k_files{
    NameRule{"core", "memory dump of a program", true},
    NameRule{"core.*", "memory dump of a program", true},
    NameRule{"vgcore.*", "memory dump of a program"},
    NameRule{"*.core", "memory dump of a program", true},
    NameRule{"*.stackdump", "stack dump of a program"},
    NameRule{"*.dmp", "memory dump of Windows", true},
    NameRule{"*.mdmp", "memory dump of Windows"},
    NameRule{"*.hdmp", "memory dump of Windows"},
    NameRule{"*.hprof", "memory dump of Java"},
    NameRule{"hs_err_pid*.log", "crash log of Java"},
};

// Of the names that begin with "core": core, and core.PID unless it is a page of the manual. Core,
// core.js and core.1.2 are names like any other.
bool is_innocent(std::string_view path) {
  const std::vector<std::string_view> parts = base::components(path);
  const std::string_view name = parts.back();
  if (!base::equal_ignoring_case(name.substr(0, 4), "core") || name == "core") return false;
  if (name.size() > 4 && name[4] != '.') return false;
  if (!name.starts_with("core.")) return true;
  const std::string_view pid = name.substr(5);
  const bool is_number =
      !pid.empty() && pid.find_first_not_of("0123456789") == std::string_view::npos;
  const bool in_manual = parts.size() > 1 && parts[parts.size() - 2].starts_with("man");
  return !is_number || in_manual;
}

std::vector<Finding> run(const CheckInput& input) {
  std::vector<Finding> findings = find_names(input, {.files = k_files});
  std::erase_if(findings, [&](const Finding& finding) {
    return is_innocent(input.artifact.entries[finding.entry].path);
  });
  std::vector<Finding> dumps = each_fact(input, FactKind::core_dump, [](const Fact& fact) {
    return fmt::format("is the memory dump of a program ({})", fact.subject);
  });
  // What its name gives away need not be said twice.
  for (Finding& dump : dumps) {
    const auto known = std::find_if(findings.begin(), findings.end(), [&](const Finding& finding) {
      return finding.entry == dump.entry;
    });
    if (known == findings.end()) findings.push_back(std::move(dump));
  }
  std::stable_sort(findings.begin(), findings.end(),
                   [](const Finding& a, const Finding& b) { return a.entry < b.entry; });
  return findings;
}

} // namespace

constexpr Check k_core_dump{
    .id = "core-dump",
    .summary = "memory dump of a program that crashed",
    .why = "It holds whatever the program held: keys, passwords, customers' data, the environment.",
    .fix =
        "Delete it, and narrow the install() rule. A product file that is called core, *.core or "
        "*.dmp is accepted by an allow entry that spells the name out.",
    .default_severity = Severity::error,
    .run = run,
};

} // namespace package_audit::checks
