#pragma once

#include "base/byte_source.hpp"
#include "formats/entry_visitor.hpp"
#include "model/policy.hpp"

namespace package_audit::formats::ar {

// Hands the members of an ar archive that is no package to `visitor`: static libraries, and
// whatever else was put into one. Object files go with their library (Entry::implicitly_allowed);
// tables for linkers are no members. Throws ReadFault.
void read_static_library(base::ByteSource& source, const Limits& limits, EntryVisitor& visitor);

} // namespace package_audit::formats::ar
