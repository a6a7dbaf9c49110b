#include "policy/starter.hpp"

#include "policy/starter_pattern.hpp"

#include <algorithm>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace package_audit::policy {

namespace {

constexpr std::uint32_t k_any_execute = 0111;

bool is_payload(const Entry& entry) {
  return entry.section == Section::payload;
}

// Entries that a check refuses, by their index.
std::set<std::size_t> refused_entries(const PackageResult& package) {
  std::set<std::size_t> refused;
  for (const Diagnostic& diagnostic : package.diagnostics) {
    if (diagnostic.refuses() && diagnostic.finding.entry != Finding::k_no_entry) {
      refused.insert(diagnostic.finding.entry);
    }
  }
  return refused;
}

std::unordered_set<std::string> folders_with_content(const Artifact& artifact) {
  std::unordered_set<std::string> folders;
  for (const Entry& entry : artifact.entries) {
    for (std::size_t slash = entry.path.rfind('/'); slash != std::string::npos && slash > 0;
         slash = entry.path.rfind('/', slash - 1)) {
      if (!folders.insert(entry.path.substr(0, slash)).second) break;
    }
  }
  return folders;
}

// Rules of the base have a location, the rule that allows everything has none.
bool is_allowed_by_base(const ListMatch& match, const RuleSet& rules) {
  const PathRule* const rule = rule_of(match, rules);
  return match.fits && rule != nullptr && !rule->location.file.empty();
}

Proposals proposals_for(const PackageResult& package, const std::set<std::size_t>& refused) {
  const Artifact& artifact = package.artifact;
  const std::vector<std::string> versions = versions_in(artifact.name);
  const auto folders = folders_with_content(artifact);
  Proposals proposals;
  for (std::size_t i = 0; i < artifact.entries.size(); ++i) {
    const Entry& entry = artifact.entries[i];
    if (entry.implicitly_allowed || entry.path == "." || refused.contains(i)) continue;
    if (is_allowed_by_base(package.matches.at(i), package.rules)) continue;
    const bool is_folder = entry.type == EntryType::directory;
    // Neither parents of allowed entries nor the system's directories above the root need a rule.
    if (is_folder && (folders.contains(entry.path) || package.matches.at(i).parent)) continue;
    const bool is_program = (entry.mode.value_or(0) & k_any_execute) != 0;
    Proposal& proposal = proposals[generalize_versions(entry.path, versions)];
    ++proposal.entries;
    if (entry.type != EntryType::file || is_program || !is_payload(entry)) {
      proposal.foldable = false;
    }
  }
  return proposals;
}

void merge(Proposals& target, const Proposals& more) {
  for (const auto& [pattern, proposal] : more) {
    const auto [place, is_new] = target.emplace(pattern, proposal);
    if (is_new) continue;
    place->second.entries = std::max(place->second.entries, proposal.entries);
    place->second.foldable = place->second.foldable && proposal.foldable;
  }
}

// "lib/libacme.so" and "lib/libacme.so.*" are one library.
void join_sonames(Proposals& proposals) {
  constexpr std::string_view k_numbers = ".*";
  const Proposals original = proposals;
  for (const auto& [pattern, proposal] : original) {
    if (!pattern.ends_with(".so.*")) continue;
    const std::string plain = pattern.substr(0, pattern.size() - k_numbers.size());
    const auto link = original.find(plain);
    if (link == original.end()) continue;
    proposals[plain + "{,.*}"] = {proposal.entries + link->second.entries, false};
    proposals.erase(pattern);
    proposals.erase(plain);
  }
}

} // namespace

StarterPolicy propose_policy(const AuditResult& result, const std::string& base) {
  StarterPolicy policy{.base = base};
  std::vector<std::string> names;
  for (const PackageResult& package : result.packages)
    names.push_back(package.artifact.name);
  const std::vector<std::string> parts = components_of(names);
  for (std::size_t i = 0; i < result.packages.size(); ++i) {
    const PackageResult& package = result.packages[i];
    policy.prefix = prefix_of(package.rules);
    for (const Diagnostic& diagnostic : package.diagnostics) {
      if (!diagnostic.refuses()) continue;
      policy.refused[path_of(diagnostic.finding, package.artifact)].emplace(diagnostic.check->id);
    }
    policy.allowed_by_base += static_cast<std::size_t>(
        std::count_if(package.matches.begin(), package.matches.end(), [&](const ListMatch& match) {
          return is_allowed_by_base(match, package.rules);
        }));
    merge(policy.allow[parts[i]], proposals_for(package, refused_entries(package)));
  }
  std::vector<std::string> refused_paths;
  for (const auto& [path, checks] : policy.refused)
    refused_paths.push_back(path);
  const FoldStyle style = base == "builtin:source" ? FoldStyle::source : FoldStyle::release;
  for (auto& [component, proposals] : policy.allow) {
    join_sonames(proposals);
    proposals = fold(std::move(proposals), style, refused_paths);
  }
  std::erase_if(policy.allow, [](const auto& item) { return item.second.empty(); });
  return policy;
}

} // namespace package_audit::policy
