#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace package_audit::formats::tar {

// What the records of a pax extended header say of the member that follows (POSIX.1-2017, pax, "pax
// Extended Header"). Only what changes the structure is kept.
struct PaxRecords {
  std::optional<std::string_view> path{};
  std::optional<std::string_view> link_path{};
  std::optional<std::uint64_t> size{};
};

// Judges the records in `content` (type flag x). Throws ReadFault (ambiguous) for a keyword that is
// not among those which packaging tools write, for a value that is empty or has not its keyword's
// form, and for a keyword that comes twice. The result points into `content`.
PaxRecords parse_pax(std::string_view content);

// Judges a global extended header (type flag g): nothing may be in there but the comment in which
// `git archive` keeps the commit. Throws ReadFault (ambiguous).
void expect_git_comment(std::string_view content);

} // namespace package_audit::formats::tar
