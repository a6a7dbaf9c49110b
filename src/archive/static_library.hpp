#pragma once

#include "archive/entry_visitor.hpp"
#include "bytes/byte_source.hpp"
#include <package_audit/policy.hpp>

namespace package_audit {

// Hands the members of an ar archive that is no package to `visitor`: static libraries, and
// whatever else was put into one. Object files go with their library (Entry::inherent); tables for
// linkers are no members. Throws ReadFault.
void read_static_library(ByteSource& source, const Limits& limits, EntryVisitor& visitor);

} // namespace package_audit
