#include "report/tally.hpp"

#include "base/text.hpp"

#include <fmt/format.h>

#include <vector>

namespace package_audit::report {

Tally tally(const AuditResult& result) {
  Tally sum;
  for (const PackageResult& package : result.packages) {
    for (const Diagnostic& diagnostic : package.diagnostics) {
      if (diagnostic.exception) {
        ++sum.excepted;
      } else if (diagnostic.severity == Severity::error) {
        ++sum.errors;
      } else if (diagnostic.severity == Severity::warning) {
        ++sum.warnings;
      } else {
        ++sum.notes;
      }
    }
  }
  return sum;
}

std::string to_text(const Tally& tally) {
  std::vector<std::string> parts;
  if (tally.errors > 0) parts.push_back(base::count_of(tally.errors, "error", "errors"));
  if (tally.warnings > 0) parts.push_back(base::count_of(tally.warnings, "warning", "warnings"));
  if (tally.notes > 0) parts.push_back(base::count_of(tally.notes, "note", "notes"));
  if (tally.excepted > 0) parts.push_back(fmt::format("{} excepted", tally.excepted));
  if (parts.empty()) return "no findings";
  return fmt::to_string(fmt::join(parts, ", "));
}

} // namespace package_audit::report
