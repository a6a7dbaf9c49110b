#pragma once

#include "base/byte_source.hpp"
#include "formats/entry_visitor.hpp"
#include "model/policy.hpp"

namespace package_audit::formats::cpio {

// Reads a cpio archive of the form "newc" to the last byte of `stream` and passes its members to
// `visitor`. The first of several hard links gets the content, which the archive stores with the
// last; the others are hard links to the first. Throws ReadFault.
void read_stream(base::ByteStream& stream, const Limits& limits, EntryVisitor& visitor);

} // namespace package_audit::formats::cpio
