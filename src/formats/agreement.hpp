#pragma once

#include "formats/member.hpp"
#include "model/artifact.hpp"

#include <cstdint>
#include <optional>

namespace package_audit::formats {

// Throws ReadFault (ambiguous) unless the walker and libarchive see the same next member: by name,
// type, size and link target. `declared` is the size that libarchive expects, if it knows one.
void expect_same(const std::optional<WalkedMember>& walked, const Entry& entry,
                 std::optional<std::uint64_t> declared);

// Throws ReadFault (ambiguous) when the walker knows a member more.
void expect_end(const std::optional<WalkedMember>& walked);

} // namespace package_audit::formats
