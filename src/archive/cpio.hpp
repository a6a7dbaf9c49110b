#pragma once

#include "archive/entry_visitor.hpp"
#include "bytes/byte_source.hpp"
#include <package_audit/policy.hpp>

#include <functional>

namespace package_audit {

// Hands the members of a plain cpio archive in the form "newc" to `visitor`, to the last byte of
// `stream`. Of the names of one inode the first is a file with the content, the others are hard
// links to it; in the archive the content stands with the last. `prepare` may change an entry
// before the visitor gets it. Throws ReadFault.
void read_cpio(ByteStream& stream, const Limits& limits, EntryVisitor& visitor,
               const std::function<void(Entry&)>& prepare = {});

} // namespace package_audit
