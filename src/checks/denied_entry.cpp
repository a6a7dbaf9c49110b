#include "checks/attributes.hpp"
#include "checks/checks.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace package_audit::checks {

namespace {

// Unlike an allow entry, a deny entry without a type covers devices too.
bool denies(const PathRule& rule, const Entry& entry) {
  if (!rule.glob.matches(entry.path)) return false;
  if (rule.type && *rule.type != entry.type) return false;
  const auto differences = {mode_difference, owner_difference, size_difference, link_difference,
                            digest_difference};
  return std::all_of(differences.begin(), differences.end(),
                     [&](const auto difference) { return difference(rule, entry).empty(); });
}

std::string message_of(const PathRule& rule) {
  if (rule.reason.empty()) return fmt::format("denied by {}", rule.glob.text());
  return fmt::format("denied by {}: {}", rule.glob.text(), rule.reason);
}

std::vector<Finding> run(const Check& /*check*/, const CheckInput& input) {
  std::vector<Finding> findings;
  for (std::size_t i = 0; i < input.artifact.entries.size(); ++i) {
    const Entry& entry = input.artifact.entries[i];
    if (entry.path == ".") continue;
    const auto rule = std::find_if(input.rules.deny.begin(), input.rules.deny.end(),
                                   [&](const PathRule& deny) { return denies(deny, entry); });
    if (rule == input.rules.deny.end()) continue;
    findings.push_back({.entry = i, .message = message_of(*rule), .rule = rule->location});
  }
  return findings;
}

} // namespace

constexpr Check k_denied_entry{
    .id = "denied-entry",
    .summary = "entry that the policy forbids by name",
    .why = "Somebody decided that this must never ship, whatever else allows it.",
    .fix = "Keep it out of the package: narrow the install() rule that put it there. No allow "
           "entry outweighs a deny entry.",
    .default_severity = Severity::error,
    .run = run,
};

} // namespace package_audit::checks
