#pragma once

#include "base/glob.hpp"
#include "model/artifact.hpp"
#include "model/finding.hpp"
#include "model/limits.hpp"
#include "model/signature.hpp"

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace package_audit {

// One entry of `allow`, `require` or `deny`. Attributes that are absent are not asked for.
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
  // The last day (UTC) on which it holds.
  std::chrono::year_month_day expires{};
  Location location{};
};

struct SeverityRule {
  Severity severity = Severity::off;
  Location location{};
};

// A file that may be in no package, whatever it is called there.
struct NeverShipped {
  // Smaller ones may be the same by accident: an empty __init__.py, a line of a license.
  static constexpr std::uint64_t k_least_size = 64;

  base::Sha256 sha256{};
  // Where it comes from, for people: "core/engine.cpp".
  std::string origin{};
};

// The rules in force for one package.
struct PackagePolicy {
  std::vector<PathRule> allow{};
  std::vector<PathRule> require{};
  std::vector<PathRule> deny{};
  // By check id; a check that is not named has its default severity.
  std::map<std::string, SeverityRule, std::less<>> severities{};
  std::vector<Exception> exceptions{};
  Limits limits{};
  // Sorted by digest, each once. Not of the policy's text: the caller gives them.
  std::vector<NeverShipped> never_ship{};
  // The absolute folder that is the root of a .deb or .rpm: "/usr" unless the policy says
  // otherwise.
  std::string prefix = "/usr";
};

// What a policy's `when` may ask of a package.
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
  std::vector<PathRule> allow{};
  std::vector<PathRule> require{};
  std::vector<PathRule> deny{};
  std::map<std::string, SeverityRule, std::less<>> severities{};
  std::vector<Exception> exceptions{};
  std::map<std::string, std::uint64_t, std::less<>>
      limits{}; // by the policy's spelling of the limit
  std::optional<std::string> prefix{};
};

// `report` judges and says all that `enforce` does, but does not refuse: for the first weeks of a
// project that adopts the gate. The record says so, so that nothing audited this way can be
// mistaken for something that was held to the policy.
enum class Enforcement { enforce, report };

// A policy with everything it extends merged in.
struct Policy {
  // As the user named the file.
  std::string name{};
  // SHA-256 of the canonical resolved form: equal for policies that judge equally.
  base::Sha256 sha256{};
  Enforcement enforcement = Enforcement::enforce;
  PackagePolicy common{};
  std::vector<PackageBlock> blocks{};
  // The bundled ones, then the policy's own.
  std::vector<SignatureRule> signatures{};
};

} // namespace package_audit
