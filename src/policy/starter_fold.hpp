#pragma once

#include <cstddef>
#include <map>
#include <span>
#include <string>

namespace package_audit::policy {

// A proposed allow entry.
struct Proposal {
  // Entries of the packages that it allows.
  std::size_t entries = 0;
  // False for entries that have to be named one by one: programs, links, directories.
  bool foldable = true;
};

// By pattern.
using Proposals = std::map<std::string, Proposal>;

// When files become one pattern. In a source package files come and go, so that two of a kind are
// enough; in a release source code must be listed one by one.
enum class FoldStyle { release, source };

// Replaces files of one extension in one directory by a pattern: "share/acme/html/a.html" and its
// forty neighbors become "share/acme/html/*.html". Never across directories that many packages
// share, never more than one extension at a time, never over a path in `refused`.
Proposals fold(Proposals proposals, FoldStyle style, std::span<const std::string> refused);

} // namespace package_audit::policy
