#pragma once

#include "archive/decode.hpp"
#include "archive/entry_visitor.hpp"
#include "bytes/byte_source.hpp"

#include <functional>
#include <string>
#include <string_view>

namespace package_audit {

// True when `block`, the first 512 bytes of something, is a tar header (or the end of an empty
// tar).
bool is_tar_header(std::string_view block);

// The first 512 plain bytes behind one layer of compression. Empty when they cannot be had.
std::string plain_head(ByteSource& source, Compression compression);

// Hands the members of plain tar bytes to `visitor`, to the last byte of `stream`: two records of
// zeros behind the last member, and nothing but zeros after them.
void read_tar(ByteStream& stream, EntryVisitor& visitor,
              const std::function<void(Entry&)>& prepare = {});

} // namespace package_audit
