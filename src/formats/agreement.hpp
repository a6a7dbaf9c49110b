#pragma once

#include "formats/member.hpp"
#include "model/artifact.hpp"

#include <cstdint>
#include <optional>

namespace package_audit::formats {

// Throws ReadFault (ambiguous) unless the next member is the same for the parser and for
// libarchive: name, type, size and link target. `declared` is the size in libarchive, if it has
// one.
void expect_same(const std::optional<ParsedMember>& parsed, const Entry& entry,
                 std::optional<std::uint64_t> declared);

// Throws ReadFault (ambiguous) when the parser has one more member.
void expect_end(const std::optional<ParsedMember>& parsed);

} // namespace package_audit::formats
