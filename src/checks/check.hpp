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
  const PackagePolicy& policy;
  std::span<const ListMatch> matches;
  // Of the same entries.
  const EntryPaths& paths;
  // Those whose matches may be among the facts.
  std::span<const SignatureRule> signatures{};
  // Indices of the entries that have facts: few, so that a check of facts does not pass all others.
  std::span<const std::size_t> with_facts{};
};

std::vector<std::size_t> entries_with_facts(const Artifact& artifact);

// Every check, sorted by id.
std::span<const Check* const> all_checks();

// Null when there is none.
const Check* find_check(std::string_view id);

} // namespace package_audit::checks
