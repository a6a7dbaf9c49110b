#pragma once

#include "base/byte_source.hpp"
#include "formats/ar/parser.hpp"
#include "formats/entry_visitor.hpp"
#include "model/policy.hpp"

#include <vector>

namespace package_audit::formats::ar {

// The members of an archive whose names are plain, as both the parser and libarchive read them.
// Throws ReadFault.
std::vector<Member> read_members(base::ByteSource& source, const Limits& limits);

// Passes the members of a static library, or any other ar archive that is no package, to `visitor`.
// Object files are implicitly allowed with their library; tables for linkers are left out. Throws
// ReadFault.
void read_static_library(base::ByteSource& source, const Limits& limits, EntryVisitor& visitor);

} // namespace package_audit::formats::ar
