#pragma once

#include "base/byte_source.hpp"
#include "formats/compression/decode.hpp"
#include "formats/entry_visitor.hpp"
#include "model/policy.hpp"

#include <string>
#include <string_view>

namespace package_audit::formats::tar {

// True when `head` begins with the first block of a tar: a header, or the end mark of an empty tar.
bool begins_tar(std::string_view head);

// The first block of the uncompressed content of `source`, shorter if the content is. Empty when it
// cannot be decompressed.
std::string uncompressed_head(base::ByteSource& source, compression::Compression compression);

// Reads an uncompressed tar to the last byte of `stream` and passes its members to `visitor`.
// Parser lists the accepted forms of tar. Throws ReadFault.
void read_stream(base::ByteStream& stream, const Limits& limits, EntryVisitor& visitor);

} // namespace package_audit::formats::tar
