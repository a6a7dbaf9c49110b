#pragma once

#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace package_audit::policy {

// What a proposed allow entry stands for.
struct Proposal {
  std::size_t entries = 0;
  // False for what has to be named one by one: programs, links, folders.
  bool foldable = true;
};

// By pattern.
using Proposals = std::map<std::string, Proposal>;

// How much of what is proposed may be taken together. In a source package files come and go, so
// that two of a kind are enough; in a release source code must stand out.
enum class FoldStyle { release, source };

// Takes files of one extension in one folder together: "share/acme/html/a.html" and its forty
// neighbours become "share/acme/html/*.html". Never across folders that many packages share, never
// more than one extension at a time, never over a path in `refused`.
Proposals folded(Proposals proposals, FoldStyle style, std::span<const std::string> refused);

} // namespace package_audit::policy
