#pragma once

#include "model/artifact.hpp"
#include "model/check.hpp"
#include "model/policy.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace package_audit {

// How the allowlist applies to one entry; computed once per package and shared by all checks.
struct ListMatch {
  // Index into RuleSet::allow of the rule that lets this entry in; when none does, of the first
  // whose path matches but whose attributes (type, mode, size …) do not. Absent when no path
  // matches.
  std::optional<std::uint32_t> rule{};
  // `rule` matches in path and in every attribute.
  bool fits = false;
  // A directory that holds something the allowlist lets in, or the root itself.
  bool parent = false;

  bool allowed() const { return fits || parent; }
};

// The allow rule that `match` refers to; null when it refers to none.
const PathRule* rule_of(const ListMatch& match, const RuleSet& rules);

enum class Verdict { accepted, refused };

std::string_view to_string(Verdict verdict);

// The install() call that put an entry into the package.
struct InstallRule {
  // Relative to the project's top folder where it lies below it.
  std::string file{};
  std::uint32_t line = 0;
  // "install(DIRECTORY)", "install(TARGETS)" …
  std::string command{};
};

// A finding with the severity and the exception that the policy gives it.
struct Diagnostic {
  const Check* check = nullptr;
  Finding finding{};
  Severity severity = Severity::error;
  // Index into RuleSet::exceptions of the package's rules, of the exception that accepts it.
  std::optional<std::size_t> exception{};
  // Absent unless the build is known (install/install_rules.hpp).
  std::optional<InstallRule> installed_by{};

  // An error that no exception accepts.
  bool refuses() const;
};

struct PackageResult {
  Artifact artifact{};
  // Those in force for this package.
  RuleSet rules{};
  // By check id, then by entry. Findings of checks that are off are not in it.
  std::vector<Diagnostic> diagnostics{};
  // Of each entry, in their order.
  std::vector<ListMatch> matches{};
  Verdict verdict = Verdict::refused;
};

// Rules that did nothing in any package of the run: each is a sign that the policy is out of date.
struct UnusedRule {
  std::string kind{}; // "allow entry" or "exception"
  std::string text{};
  Location location{};
};

struct AuditResult {
  std::string policy_name{};
  base::Sha256 policy_sha256{};
  Enforcement enforcement = Enforcement::enforce;
  std::vector<PackageResult> packages{};
  std::vector<UnusedRule> unused{};
  // `accepted` only if there is at least one package and every one is accepted.
  Verdict verdict = Verdict::refused;
};

} // namespace package_audit
