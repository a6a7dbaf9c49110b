#include "checks/facts.hpp"

#include <fmt/format.h>

#include <map>
#include <string>

namespace package_audit::checks {

namespace {

std::string message_of(const SignatureRule& rule, const Fact& fact) {
  std::string message = fmt::format("{}: {} at byte {}", rule.what, fact.detail, fact.offset);
  if (fact.count == 2) message += ", and in another place";
  if (fact.count > 2) message += fmt::format(", and in {} more places", fact.count - 1);
  if (!rule.hint.empty()) message += fmt::format("; {}", rule.hint);
  return message;
}

} // namespace

std::vector<std::size_t> entries_with_facts(const Artifact& artifact) {
  std::vector<std::size_t> indices;
  for (std::size_t i = 0; i < artifact.entries.size(); ++i) {
    if (!artifact.entries[i].facts.empty()) indices.push_back(i);
  }
  return indices;
}

std::vector<Finding> find_signatures(const CheckInput& input, std::string_view check) {
  std::map<std::string_view, const SignatureRule*> rules;
  for (const SignatureRule& rule : input.signatures) {
    if (rule.check == check) rules.emplace(rule.id, &rule);
  }
  std::vector<Finding> findings;
  for (const std::size_t i : input.with_facts) {
    for (const Fact& fact : input.artifact.entries[i].facts) {
      if (fact.kind != FactKind::signature) continue;
      const auto rule = rules.find(fact.subject);
      if (rule == rules.end()) continue;
      findings.push_back({.entry = i,
                          .message = message_of(*rule->second, fact),
                          .severity = rule->second->severity});
    }
  }
  return findings;
}

} // namespace package_audit::checks
