#pragma once

#include "base/byte_source.hpp"
#include "formats/compression/decode.hpp"
#include "formats/entry_visitor.hpp"
#include "model/policy.hpp"

#include <string>
#include <string_view>

namespace package_audit::formats::tar {

// True when `block`, the first 512 bytes of something, is a tar header (or the end of an empty
// tar).
bool is_tar_header(std::string_view block);

// The first 512 plain bytes behind one layer of compression. Empty when they cannot be had.
std::string plain_head(base::ByteSource& source, compression::Compression compression);

// Hands the members of plain tar bytes to `visitor`, to the last byte of `stream`; TarWalker says
// which forms of tar there may be. Throws ReadFault.
void read_tar(base::ByteStream& stream, const Limits& limits, EntryVisitor& visitor);

} // namespace package_audit::formats::tar
