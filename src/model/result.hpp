#pragma once

#include "model/artifact.hpp"
#include "model/check.hpp"
#include "model/policy.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace package_audit {

// How the allowlist sees one entry; worked out once per package and shared by all checks.
struct ListMatch {
  // The allow entry that lets this entry in; when none does, the first whose path matches but whose
  // attributes (type, mode, size …) do not; null when no path matches.
  const PathRule* rule = nullptr;
  // `rule` matches in path and in every attribute.
  bool fits = false;
  // A folder that holds something the allowlist lets in, or the root itself.
  bool parent = false;

  bool allowed() const { return fits || parent; }
};

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

// A finding with what the policy makes of it.
struct Judgement {
  const Check* check = nullptr;
  Finding finding{};
  Severity severity = Severity::error;
  // Index into PackageResult::policy.exceptions of the exception that accepts it.
  std::optional<std::size_t> exception{};
  // Filled in by whoever knows the build (install/install_rules.hpp); absent otherwise.
  std::optional<InstallRule> installed_by{};
};

struct PackageResult {
  Artifact artifact{};
  PackagePolicy policy{};
  // By check id, then by entry. Findings of checks that are off are not in it.
  std::vector<Judgement> judgements{};
  // How the allowlist saw each entry; `rule` points into `policy`.
  std::vector<ListMatch> matches{};
  Verdict verdict = Verdict::refused;
};

// Rules that did nothing in any package of the run: each is a sign that the policy has rotted.
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
