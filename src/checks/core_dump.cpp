#include "base/path.hpp"
#include "checks/checks.hpp"
#include "checks/fact_findings.hpp"
#include "checks/name_search.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>
#include <vector>

namespace package_audit::checks {

namespace {

constexpr auto k_names = std::to_array<NameRule>({
    {"core | core.*", "memory dump of a program", true},
    {"vgcore.*", "memory dump of a program"},
    {"*.core", "memory dump of a program", true},
    {"*.stackdump", "stack dump of a program"},
    {"*.dmp", "memory dump of Windows", true},
    {"*.mdmp | *.hdmp", "memory dump of Windows"},
    {"*.hprof", "memory dump of Java"},
    {"hs_err_pid*.log", "crash log of Java"},
});

// Dumps are called core or core.PID; core.1 is a page of the manual if it lies in man1. Core,
// core.js and core.1.2 are ordinary names.
bool is_false_positive(std::string_view path) {
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

std::vector<Finding> run(const Check& /*check*/, const CheckInput& input) {
  std::vector<Finding> findings = find_names(input, k_names);
  std::erase_if(findings, [&](const Finding& finding) {
    return is_false_positive(input.artifact.entries[finding.entry].path);
  });
  std::vector<Finding> dumps = report_facts(input, FactKind::core_dump, [](const Fact& fact) {
    return fmt::format("is the memory dump of a program ({})", fact.subject);
  });
  // One finding is enough for a file that its name already reveals.
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
