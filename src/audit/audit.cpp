#include "audit/audit.hpp"

#include "audit/allow_match.hpp"
#include "audit/layout.hpp"
#include "audit/opaque.hpp"
#include "base/thread_pool.hpp"
#include "checks/check_input.hpp"
#include "checks/registry.hpp"
#include "model/result.hpp"
#include "policy/resolve.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <tuple>
#include <utility>

namespace package_audit::audit {

namespace {

Severity severity_of(const Check& check, const RuleSet& rules) {
  const auto rule = rules.severities.find(check.id);
  if (check.mandatory || rule == rules.severities.end()) return check.default_severity;
  return rule->second.severity;
}

std::optional<std::size_t> find_exception(const Check& check, const Finding& finding,
                                          const PackageResult& result, const base::Date& today) {
  if (check.mandatory) return std::nullopt;
  const bool has_entry = finding.entry != Finding::k_no_entry;
  const Entry* const entry = has_entry ? &result.artifact.entries[finding.entry] : nullptr;
  const std::string& path = path_of(finding, result.artifact);
  for (std::size_t i = 0; i < result.rules.exceptions.size(); ++i) {
    const Exception& exception = result.rules.exceptions[i];
    const bool same_content =
        !exception.sha256 || (has_entry && entry->sha256 == *exception.sha256);
    if (exception.check == check.id && today <= exception.expires && same_content &&
        exception.path.matches(path)) {
      return i;
    }
  }
  return std::nullopt;
}

// Checks are independent of each other and run in parallel.
std::vector<std::vector<Finding>> run_checks(const checks::CheckInput& input,
                                             base::ThreadPool& threads) {
  const std::span<const Check* const> checks = checks::all_checks();
  std::vector<std::vector<Finding>> findings(checks.size());
  base::for_each_index(threads, checks.size(), [&](std::size_t i) {
    if (severity_of(*checks[i], input.rules) != Severity::off)
      findings[i] = checks[i]->run(*checks[i], input);
  });
  return findings;
}

void add_diagnostics(const Check& check, std::vector<Finding> findings, const AuditContext& context,
                     PackageResult& result) {
  const Severity severity = severity_of(check, result.rules);
  for (Finding& finding : findings) {
    const auto exception = find_exception(check, finding, result, context.today);
    const Severity finding_severity = finding.severity.value_or(severity);
    result.diagnostics.push_back({.check = &check,
                                  .finding = std::move(finding),
                                  .severity = finding_severity,
                                  .exception = exception,
                                  .installed_by = std::nullopt});
  }
}

Verdict verdict_of(const PackageResult& result, Enforcement enforcement) {
  const bool refused =
      std::any_of(result.diagnostics.begin(), result.diagnostics.end(), [&](const Diagnostic& d) {
        return d.check->mandatory || (d.refuses() && enforcement == Enforcement::enforce);
      });
  return refused ? Verdict::refused : Verdict::accepted;
}

PackageResult audit_package(Artifact artifact, const Policy& policy, const AuditContext& context,
                            base::ThreadPool& threads) {
  PackageResult result;
  result.rules = policy::rules_for(policy, {.file_name = artifact.name,
                                            .format = artifact.format,
                                            .package_name = artifact.package_name,
                                            .generator = context.generator,
                                            .config = context.config});
  result.artifact = std::move(artifact);
  assign_paths(result.artifact,
               find_layout(result.artifact, prefix_of(result.rules), context.root));
  const std::vector<Entry>& entries = result.artifact.entries;
  base::PathTree paths(entries, &Entry::path);
  result.matches = match_allowlist(entries, paths, result.rules);
  if (remove_opaque_members(result.artifact, result.matches, result.rules)) {
    paths = base::PathTree(entries, &Entry::path);
  }
  const std::vector<std::size_t> with_facts = checks::entries_with_facts(result.artifact);
  const checks::CheckInput input{.artifact = result.artifact,
                                 .rules = result.rules,
                                 .matches = result.matches,
                                 .paths = paths,
                                 .signatures = policy.signatures,
                                 .with_facts = with_facts,
                                 .never_ship = policy.never_ship};
  std::vector<std::vector<Finding>> findings = run_checks(input, threads);
  for (std::size_t i = 0; i < findings.size(); ++i)
    add_diagnostics(*checks::all_checks()[i], std::move(findings[i]), context, result);
  result.verdict = verdict_of(result, policy.enforcement);
  return result;
}

// Identity of a rule: one that several packages share is used if any of them uses it.
using Place = std::tuple<std::string, std::uint32_t, std::uint32_t>;

Place place_of(const Location& location) {
  return {location.file, location.line, location.column};
}

std::vector<UnusedRule> find_unused(std::span<const PackageResult> packages) {
  std::set<Place> used;
  for (const PackageResult& package : packages) {
    for (const ListMatch& match : package.matches) {
      const PathRule* const rule = rule_of(match, package.rules);
      if (rule != nullptr) used.insert(place_of(rule->location));
    }
    for (const Diagnostic& diagnostic : package.diagnostics) {
      if (!diagnostic.exception) continue;
      used.insert(place_of(package.rules.exceptions[*diagnostic.exception].location));
    }
  }
  std::vector<UnusedRule> unused;
  const auto report = [&](std::string_view kind, std::string text, const Location& location) {
    if (!used.insert(place_of(location)).second) return;
    unused.push_back({.kind = std::string(kind), .text = std::move(text), .location = location});
  };
  for (const PackageResult& package : packages) {
    for (const PathRule& rule : package.rules.allow) {
      // A bundled policy has rules for many projects.
      if (rule.optional || rule.location.file.starts_with("builtin:")) continue;
      report("allow entry", rule.glob.text(), rule.location);
    }
    for (const Exception& exception : package.rules.exceptions) {
      report("exception", exception.check + " " + exception.path.text(), exception.location);
    }
  }
  return unused;
}

} // namespace

AuditResult audit(std::vector<Artifact> artifacts, const Policy& policy,
                  const AuditContext& context, std::size_t threads) {
  base::ThreadPool helpers(threads - std::min<std::size_t>(threads, 1));
  AuditResult result{.policy_name = policy.name,
                     .policy_sha256 = policy.sha256,
                     .enforcement = policy.enforcement};
  for (Artifact& artifact : artifacts) {
    result.packages.push_back(audit_package(std::move(artifact), policy, context, helpers));
  }
  result.unused = find_unused(result.packages);
  const bool all_accepted =
      std::all_of(result.packages.begin(), result.packages.end(), [](const PackageResult& package) {
        return package.verdict == Verdict::accepted;
      });
  result.verdict = all_accepted && !result.packages.empty() ? Verdict::accepted : Verdict::refused;
  return result;
}

} // namespace package_audit::audit
