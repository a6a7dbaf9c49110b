#pragma once

#include "bytes/byte_source.hpp"

#include <memory>

namespace package_audit {

// The plain bytes of a stream written by compress(1) (".Z"). No library of its own reads that
// format; libarchive does.
std::unique_ptr<ByteStream> decode_compress(ByteStream& input);

} // namespace package_audit
