#pragma once

#include "base/path_tree.hpp"
#include "model/artifact.hpp"
#include "model/policy.hpp"
#include "model/result.hpp"
#include "model/signature.hpp"

#include <cstddef>
#include <span>
#include <vector>

namespace package_audit::checks {

using base::PathTree;

// Everything that a check may read. matches[i] and paths.node_of(i) belong to artifact.entries[i].
struct CheckInput {
  const Artifact& artifact;
  const RuleSet& rules;
  std::span<const ListMatch> matches;
  const PathTree& paths;
  // The rules whose matches may be among the facts.
  std::span<const SignatureRule> signatures{};
  // entries_with_facts(artifact)
  std::span<const std::size_t> with_facts{};
  // Sorted by digest.
  std::span<const NeverShipped> never_ship{};

  // The allow rule whose path matches entry `index`, and the one that lets it in; null for none.
  const PathRule* rule(std::size_t index) const { return rule_of(matches[index], rules); }
  const PathRule* fitting_rule(std::size_t index) const {
    return matches[index].fits ? rule(index) : nullptr;
  }
};

// Indices of the entries that have facts. They are few, so that checks of facts skip all others.
inline std::vector<std::size_t> entries_with_facts(const Artifact& artifact) {
  std::vector<std::size_t> indices;
  for (std::size_t i = 0; i < artifact.entries.size(); ++i) {
    if (!artifact.entries[i].facts.empty()) indices.push_back(i);
  }
  return indices;
}

} // namespace package_audit::checks
