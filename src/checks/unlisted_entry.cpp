#include "checks/attributes.hpp"
#include "checks/checks.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace package_audit::checks {

namespace {

// The folders that hold something: with their content gone they would not be in the package, so
// only the content is worth a line.
std::vector<bool> folders_in_use(const EntryPaths& paths) {
  std::vector<bool> in_use(paths.nodes().size());
  for (const EntryPaths::Node& node : paths.nodes()) {
    if (node.folder != EntryPaths::k_none) in_use[node.folder] = true;
  }
  return in_use;
}

std::string message_for(const Entry& entry, const ListMatch& match, const PathRule* rule) {
  if (entry.implicitly_allowed || match.allowed()) return {};
  if (rule == nullptr) {
    return entry.section == Section::metadata ? "no allow entry that spells out its section matches"
                                              : "no allow entry matches";
  }
  // What does not fit for a reason that no other check names must not pass in silence.
  if (attributes_fit(*rule, entry)) return "the allow entry does not accept it";
  return {};
}

std::vector<Finding> run(const CheckInput& input) {
  const std::vector<bool> in_use = folders_in_use(input.paths);
  std::vector<Finding> findings;
  for (std::size_t i = 0; i < input.artifact.entries.size(); ++i) {
    if (input.paths.is_folder(i) && in_use[input.paths.of(i)]) continue;
    std::string message = message_for(input.artifact.entries[i], input.matches[i], input.rule(i));
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
