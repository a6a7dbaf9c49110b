#pragma once

#include "base/byte_source.hpp"
#include "model/policy.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace package_audit::formats::ar {

enum class ArMemberKind {
  content,
  symbol_table, // "/" and "/SYM64/" of GNU, "__.SYMDEF" of BSD: what linkers look up
  name_table    // "//" of GNU: names of more than 15 bytes
};

// One member of an ar archive.
struct ArMember {
  // What the member is called, wherever the archive stores it; "/" and "//" stay.
  std::string name{};
  ArMemberKind kind = ArMemberKind::content;
  // Permission bits and, from writers that store it, the type of the file.
  std::uint64_t mode = 0;
  // Of its content, without a name that stands in front of it.
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
};

enum class ArNames {
  plain, // as deb(5) has it: at most 16 bytes, in the header, perhaps with a slash behind them
  any    // static libraries: also the tables and long names of GNU and BSD
};

bool is_ar(base::ByteSource& source);

// Accounts for every byte of an ar archive ("!<arch>\n", then headers of 60 bytes in text, contents
// padded to even offsets with a newline) and demands that every header field is well-formed. Throws
// ReadFault for anything else.
std::vector<ArMember> walk_ar(base::ByteSource& source, ArNames names, const Limits& limits);

} // namespace package_audit::formats::ar
