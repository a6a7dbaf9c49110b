#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace package_audit::formats::tar {

// The records of a pax extended header that override fields of the next member's header
// (POSIX.1-2017, pax, "pax Extended Header").
struct PaxRecords {
  std::optional<std::string_view> path{};
  std::optional<std::string_view> link_path{};
  std::optional<std::uint64_t> size{};
};

// Parses the content of an extended header (type flag x), to which the result refers. Throws
// ReadFault (ambiguous) for a malformed record, a duplicate keyword, a keyword that packaging tools
// do not write, and a value that is empty or malformed.
PaxRecords parse_pax(std::string_view content);

// Validates the content of a global extended header (type flag g). Throws ReadFault (ambiguous)
// unless it is the comment with which `git archive` records the commit.
void expect_git_comment(std::string_view content);

} // namespace package_audit::formats::tar
