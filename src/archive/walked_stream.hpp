#pragma once

#include "archive/libarchive_reader.hpp"
#include "bytes/byte_source.hpp"
#include "walk/stream_walker.hpp"

namespace package_audit {

// Reads `stream` to its last byte, with `walker` and with libarchive, and hands the members to
// `visitor` as far as both agree. `prepare` may change an entry first. Throws ReadFault.
void read_walked(ByteStream& stream, StreamWalker& walker, LibarchiveReader::EnableFormat enable,
                 EntryVisitor& visitor, const std::function<void(Entry&)>& prepare);

} // namespace package_audit
