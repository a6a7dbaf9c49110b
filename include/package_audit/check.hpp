#pragma once

#include <package_audit/artifact.hpp>
#include <package_audit/entry_paths.hpp>
#include <package_audit/finding.hpp>
#include <package_audit/policy.hpp>
#include <package_audit/signature.hpp>

#include <cstddef>
#include <span>
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

// One thing that can be wrong with a package. Everything that is said of it anywhere (command line,
// documentation, man page, schema) comes from this record.
struct Check {
  // Kebab-case, named after the defect, stable for ever.
  std::string_view id;
  // A clause in lower case without a full stop.
  std::string_view summary;
  // Whole sentences: what goes wrong if this ships; what to do about it.
  std::string_view why;
  std::string_view fix;
  Severity default_severity;
  // True where a lower severity or an exception would mean accepting what was not audited.
  bool mandatory = false;
  // True where it reports what signature rules find that name it.
  bool takes_signatures = false;
  // Pure: no input but its argument, findings in the order of the package's entries.
  std::vector<Finding> (*run)(const CheckInput&);
};

std::vector<std::size_t> entries_with_facts(const Artifact& artifact);

// Every check, sorted by id.
std::span<const Check* const> all_checks();

// Null when there is none.
const Check* find_check(std::string_view id);

} // namespace package_audit
