#pragma once

#include "base/byte_source.hpp"
#include "formats/libarchive_reader.hpp"
#include "formats/stream_walker.hpp"

namespace package_audit::formats {

// Reads `stream` to its last byte, with `walker` and with libarchive, and hands the members to
// `visitor` as far as both agree. Throws ReadFault.
void read_walked(base::ByteStream& stream, StreamWalker& walker,
                 LibarchiveReader::EnableFormat enable, EntryVisitor& visitor);

} // namespace package_audit::formats
