#pragma once

#include "base/date.hpp"
#include "base/digest.hpp"
#include "base/glob.hpp"
#include "model/artifact.hpp"
#include "model/finding.hpp"
#include "model/limits.hpp"
#include "model/signature.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace package_audit {

// One entry of `allow`, `require` or `deny`. Absent attributes are not compared.
struct PathRule {
  base::Glob glob;
  Location location{};
  std::optional<EntryType> type{};
  std::optional<std::uint32_t> mode{};
  std::optional<std::string> owner{};      // "user:group" or "0:0"
  std::optional<std::uint64_t> max_size{}; // bytes
  std::optional<base::Glob> link_target{};
  std::optional<base::Sha256> sha256{};
  std::string reason{};
  // An allow entry that accepts a nested archive without what is in it, which stays unaudited.
  bool opaque = false;
  // An allow entry that may match nothing without being reported as unused.
  bool optional = false;
};

// Accepts what one check finds at one path, until a date.
struct Exception {
  std::string check{};
  base::Glob path;
  std::optional<base::Sha256> sha256{};
  std::string reason{};
  std::string approved_by{};
  // The last day on which it holds.
  base::Date expires;
  Location location{};
};

struct SeverityRule {
  Severity severity = Severity::off;
  Location location{};
};

// The rules that a policy states for all packages or for some (PackageBlock), and those in force
// for one package, merged.
struct RuleSet {
  std::vector<PathRule> allow{};
  std::vector<PathRule> require{};
  std::vector<PathRule> deny{};
  // By check id; a check that is not named has its default severity.
  std::map<std::string, SeverityRule, std::less<>> severities{};
  std::vector<Exception> exceptions{};
  // By LimitInfo::name; a limit that is not named has its default.
  std::map<std::string, std::uint64_t, std::less<>> limits{};
  // The absolute directory that is the root of a .deb or .rpm.
  std::optional<std::string> prefix{};
};

// Appends the lists of `more` to those of `target`; of severities, limits and prefix, those of
// `more` replace those of `target`.
void merge(RuleSet& target, const RuleSet& more);

// The defaults with `rules.limits` put in.
Limits limits_of(const RuleSet& rules);

// "/usr" unless the rules name another.
std::string_view prefix_of(const RuleSet& rules);

// A file that may be in no package, under any name.
struct NeverShipped {
  // Smaller files may be equal by accident: an empty __init__.py, a line of a license.
  static constexpr std::uint64_t k_min_size = 64;

  base::Sha256 sha256{};
  // Where it comes from, for people: "core/engine.cpp".
  std::string origin{};
};

// What a policy's `when` is compared with.
struct PackageIdentity {
  std::string file_name{};
  Format format = Format::unknown;
  // As Artifact::package_name.
  std::string package_name{};
  // Upper-case name of the CPack generator, and the build configuration; empty when not known.
  std::string generator{};
  std::string config{};
};

// One `packages` block: further rules for the packages that meet every condition that is present.
struct PackageBlock {
  std::optional<std::string> component{};
  std::optional<Format> format{};
  std::optional<std::string> generator{};
  std::optional<std::string> config{};
  std::optional<base::Glob> name{};
  Location location{};
  RuleSet rules{};
};

// `report` reports all that `enforce` does, but refuses nothing: for the first weeks of a project
// that adopts the gate. The record says so, so that nothing audited this way can be mistaken for
// something that was held to the policy.
enum class Enforcement { enforce, report };

// A policy with everything it extends merged in.
struct Policy {
  // As the user named the file.
  std::string name{};
  // SHA-256 of the canonical form: equal for policies that have equal results.
  base::Sha256 sha256{};
  Enforcement enforcement = Enforcement::enforce;
  RuleSet common{};
  std::vector<PackageBlock> blocks{};
  // The bundled ones, then the policy's own.
  std::vector<SignatureRule> signatures{};
  // Sorted by digest, each once. Given by the caller, not by the policy's text.
  std::vector<NeverShipped> never_ship{};
};

} // namespace package_audit
