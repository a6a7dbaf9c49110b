#pragma once

#include <package_audit/artifact.hpp>
#include <package_audit/check.hpp>
#include <package_audit/policy.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace package_audit {

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
  Sha256 policy_sha256{};
  Enforcement enforcement = Enforcement::enforce;
  std::vector<PackageResult> packages{};
  std::vector<UnusedRule> unused{};
  // `accepted` only if there is at least one package and every one is accepted.
  Verdict verdict = Verdict::refused;
};

// Where the package comes from, as far as the caller knows.
struct AuditContext {
  // Exceptions that ended before this day (UTC) do not hold.
  std::chrono::year_month_day today{};
  std::string generator{};
  std::string config{};
  // The package's top folder, when its name does not follow from the file's.
  std::string root{};
};

// Judges packages that were read. Pure: the same arguments give the same result. Throws Error when
// the policy allows nothing at all for a package. Up to `threads` threads work on it; none is left.
AuditResult audit(std::vector<Artifact> artifacts, const Policy& policy,
                  const AuditContext& context, std::size_t threads = 1);

} // namespace package_audit
