#pragma once

#include "base/byte_source.hpp"
#include "formats/entry_visitor.hpp"
#include "model/policy.hpp"

namespace package_audit::formats::cpio {

// Hands the members of a plain cpio archive in the form "newc" to `visitor`, to the last byte of
// `stream`. Of the names of one inode the first is a file with the content, the others are hard
// links to it; in the archive the content stands with the last. Throws ReadFault.
void read_cpio(base::ByteStream& stream, const Limits& limits, EntryVisitor& visitor);

} // namespace package_audit::formats::cpio
