#pragma once

#include "base/byte_source.hpp"
#include "model/policy.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace package_audit::formats::ar {

enum class MemberKind {
  content,
  symbol_table, // "/" and "/SYM64/" of GNU, "__.SYMDEF" of BSD: for linkers
  name_table    // "//" of GNU: names of more than 15 bytes
};

struct Member {
  // Resolved, wherever the archive stores it. The tables of GNU are called "/", "/SYM64/" and "//".
  std::string name{};
  MemberKind kind = MemberKind::content;
  // Permission bits and, from some writers, the type of the file.
  std::uint64_t mode = 0;
  // The offsets of its content, excluding a name that is stored in front of it.
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
};

enum class NameForms {
  plain, // deb(5): at most 16 bytes in the header, optionally terminated by a slash
  all    // static libraries: also the tables and long names of GNU and BSD
};

bool recognize(base::ByteSource& source);

// Parses an ar archive: "!<arch>\n", then members with a text header of 60 bytes, padded to even
// offsets with a newline (ar(5), deb(5)). Accounts for every byte. Throws ReadFault.
std::vector<Member> parse(base::ByteSource& source, NameForms forms, const Limits& limits);

} // namespace package_audit::formats::ar
