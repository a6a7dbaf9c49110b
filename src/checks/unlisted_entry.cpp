#include "checks/attributes.hpp"
#include "checks/checks.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace package_audit::checks {

namespace {

std::string describe(const Entry& entry, const ListMatch& match, const PathRule* rule) {
  if (entry.implicitly_allowed || match.allowed()) return {};
  if (rule == nullptr) {
    return entry.section == Section::metadata ? "no allow entry that spells out its section matches"
                                              : "no allow entry matches";
  }
  // Each attribute that differs has a check of its own; this one reports what none of them covers.
  if (attributes_fit(*rule, entry)) return "the allow entry does not accept it";
  return {};
}

std::vector<Finding> run(const Check& /*check*/, const CheckInput& input) {
  std::vector<Finding> findings;
  for (std::size_t i = 0; i < input.artifact.entries.size(); ++i) {
    const Entry& entry = input.artifact.entries[i];
    // A directory is in the package for the sake of its content, which is reported instead.
    const bool has_content = input.paths[input.paths.node_of(i)].has_children;
    if (entry.type == EntryType::directory && has_content) continue;
    std::string message = describe(entry, input.matches[i], input.rule(i));
    if (!message.empty()) findings.push_back({.entry = i, .message = std::move(message)});
  }
  return findings;
}

} // namespace

constexpr Check k_unlisted_entry{
    .id = "unlisted-entry",
    .summary = "entry that no allow entry lets in",
    .why = "Whatever nobody listed is in the package by accident: sources, keys, build folders and "
           "customers' data have all been published this way.",
    .fix = "Keep it out of the package: narrow the install() rule that put it there. If it is "
           "meant to ship, add it to `allow`. A folder counts only if nothing is in it.",
    .default_severity = Severity::error,
    .run = run,
};

} // namespace package_audit::checks
