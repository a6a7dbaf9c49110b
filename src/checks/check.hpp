#pragma once

#include "checks/entry_paths.hpp"
#include "model/artifact.hpp"
#include "model/check.hpp"
#include "model/finding.hpp"
#include "model/policy.hpp"
#include "model/result.hpp"
#include "model/signature.hpp"

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace package_audit::checks {

// All that a check may look at. matches[i] belongs to artifact.entries[i].
struct CheckInput {
  const Artifact& artifact;
  const RuleSet& rules;
  std::span<const ListMatch> matches;
  // Of the same entries.
  const EntryPaths& paths;
  // Those whose matches may be among the facts.
  std::span<const SignatureRule> signatures{};
  // Indices of the entries that have facts: few, so that a check of facts does not pass all others.
  std::span<const std::size_t> with_facts{};
  // Sorted by digest.
  std::span<const NeverShipped> never_ship{};

  // The allow rule whose path matches entry `index`, and the one that lets it in; null for none.
  const PathRule* rule(std::size_t index) const { return rule_of(matches[index], rules); }
  const PathRule* fitting_rule(std::size_t index) const {
    return matches[index].fits ? rule(index) : nullptr;
  }
};

std::vector<std::size_t> entries_with_facts(const Artifact& artifact);

// Every check, sorted by id.
std::span<const Check* const> all_checks();

// Null when there is none.
const Check* find_check(std::string_view id);

} // namespace package_audit::checks
