#pragma once

#include <package_audit/artifact.hpp>
#include <package_audit/finding.hpp>
#include <package_audit/glob.hpp>
#include <package_audit/signature.hpp>

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
  Glob glob;
  Location location{};
  std::optional<EntryType> type{};
  std::optional<std::uint32_t> mode{};
  std::optional<std::string> owner{};      // "user:group" or "0:0"
  std::optional<std::uint64_t> max_size{}; // bytes
  std::optional<Glob> link_target{};
  std::optional<Sha256> sha256{};
  std::string reason{};
  // An allow entry that accepts a nested archive without what is in it, which stays unaudited.
  bool opaque = false;
  // An allow entry that may match nothing without being reported as unused.
  bool optional = false;
};

// Accepts what one check finds at one path, until a date.
struct Exception {
  std::string check{};
  Glob path;
  std::optional<Sha256> sha256{};
  std::string reason{};
  std::string approved_by{};
  // The last day (UTC) on which it holds.
  std::chrono::year_month_day expires{};
  Location location{};
};

// What a package may cost or weigh, measured on what was really read. Reaching one is a finding,
// never a pass. What counts for a package counts for it and all that is nested in it together.
struct Limits {
  std::uint64_t package_size = 4ull << 30;   // bytes of the package file
  std::uint64_t entry_size = 4ull << 30;     // bytes of one entry, unpacked
  std::uint64_t unpacked_size = 16ull << 30; // bytes of all entries, unpacked
  std::uint64_t entries = 200'000;
  std::uint64_t path_length = 4096;         // bytes of one member name or link target
  std::uint64_t path_depth = 64;            // parts of one member name
  std::uint64_t header_size = 64ull << 10;  // bytes of a member's extension header or extra fields
  std::uint64_t ratio = 1000;               // unpacked bytes per packed one, above k_free_size
  std::uint64_t link_chain = 8;             // symlinks on the way to where one leads
  std::uint64_t nesting = 4;                // archives inside archives
  std::uint64_t nested_size = 256ull << 20; // bytes of one nested archive, held in memory
  std::uint64_t memory = 512ull << 20;      // bytes that reading may allocate
  std::uint64_t cpu_seconds = 120;          // of processor time for one package
  std::uint64_t wall_seconds = 300;         // until one package must have been read

  // Up to here any ratio will do: small files of zeros are common.
  static constexpr std::uint64_t k_free_size = 16ull << 20;
  // The most that `nesting` may be: each archive inside another takes some of the stack.
  static constexpr std::uint64_t k_most_nesting = 100;
};

enum class LimitUnit { bytes, count, seconds };

// One row for each field of Limits.
struct LimitInfo {
  // As a policy spells it and findings name it.
  std::string_view name;
  std::uint64_t Limits::*value;
  LimitUnit unit;
};

std::span<const LimitInfo> all_limits();

// "path_length is over 4096 bytes; raise limits.path_length in the policy if that is meant".
std::string limit_message(std::uint64_t Limits::*which, const Limits& limits);

struct SeverityRule {
  Severity severity = Severity::off;
  Location location{};
};

// A file that may be in no package, whatever it is called there.
struct NeverShipped {
  // Smaller ones may be the same by accident: an empty __init__.py, a line of a license.
  static constexpr std::uint64_t k_least_size = 64;

  Sha256 sha256{};
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
  std::optional<Glob> name{};
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
  Sha256 sha256{};
  Enforcement enforcement = Enforcement::enforce;
  PackagePolicy common{};
  std::vector<PackageBlock> blocks{};
  // The bundled ones, then the policy's own.
  std::vector<SignatureRule> signatures{};

  // The common rules, then those of each block that applies, in the order of the file. An allowlist
  // that is empty for the package is an Error: nothing could be accepted.
  PackagePolicy for_package(const PackageIdentity& package) const;

  // Which limits apply is known only when the package was read, because blocks ask for its format
  // and name. Until then, of each limit the widest that any block gives.
  Limits widest_limits() const;
};

// Values for ${name} in patterns, e.g. {"version", "1.2.3"}.
using Variables = std::map<std::string, std::string, std::less<>>;

// Reads a policy and what it extends. `file` is a path or "builtin:NAME". Throws Error with
// "file:line:column: error: …", the source line and a caret for every mistake in the text.
Policy load_policy(std::string_view file, const Variables& variables);

} // namespace package_audit
