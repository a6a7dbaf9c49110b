#include "checks/attributes.hpp"
#include "checks/checks.hpp"

namespace package_audit::checks {

namespace {

// A directory satisfies only a requirement of that type: "share/doc/**" also matches share/doc
// itself.
bool may_satisfy(const PathRule& rule, const Entry& entry) {
  return entry.type != EntryType::directory || rule.type == EntryType::directory;
}

std::string describe(const PathRule& rule, const std::vector<Entry>& entries) {
  bool seen = false;
  for (const Entry& entry : entries) {
    if (!rule.glob.matches(entry.path)) continue;
    if (may_satisfy(rule, entry) && attributes_fit(rule, entry)) return {};
    seen = true;
  }
  if (seen) return "required, but what is there differs in type, mode or another attribute";
  return "required, but not in the package";
}

std::vector<Finding> run(const Check& /*check*/, const CheckInput& input) {
  std::vector<Finding> findings;
  for (const PathRule& rule : input.rules.require) {
    std::string message = describe(rule, input.artifact.entries);
    if (message.empty()) continue;
    findings.push_back(
        {.path = rule.glob.text(), .message = std::move(message), .rule = rule.location});
  }
  return findings;
}

} // namespace

constexpr Check k_missing_entry{
    .id = "missing-entry",
    .summary = "required entry that is not in the package",
    .why = "The package does not work, or ships without the licence or notice that it must carry.",
    .fix = "Install the file (is its component part of this package?), or take it out of "
           "`require`. A folder satisfies a requirement only if that asks for type directory.",
    .default_severity = Severity::error,
    .run = run,
};

} // namespace package_audit::checks
