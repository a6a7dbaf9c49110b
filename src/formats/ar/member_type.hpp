#pragma once

#include "formats/ar/parser.hpp"
#include "model/artifact.hpp"

namespace package_audit::formats::ar {

// What libarchive takes a member for: it reads the type from the mode, where `ar D` stores none,
// and knows only GNU's tables without it.
inline EntryType type_in_ar(const ArMember& member) {
  constexpr std::uint64_t k_type_bits = 0170000;
  constexpr std::uint64_t k_regular_file = 0100000;
  const bool is_gnu_table = member.kind != ArMemberKind::content && member.name.starts_with('/');
  return is_gnu_table || (member.mode & k_type_bits) == k_regular_file ? EntryType::file
                                                                       : EntryType::unknown;
}

} // namespace package_audit::formats::ar
