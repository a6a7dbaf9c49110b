#pragma once

#include "bytes/byte_source.hpp"

#include <cstddef>
#include <memory>
#include <span>

namespace package_audit {

enum class Compression { none, gzip, xz, bzip2, zstd, compress };

// By the first bytes (six are enough).
Compression sniff_compression(std::span<const std::byte> head);

// The plain bytes of `input`, which must outlive the result. Checksums that the framing carries are
// verified; a stream that ends early, or bytes behind its end, is a ReadFault.
std::unique_ptr<ByteStream> decode(Compression compression, ByteStream& input);

} // namespace package_audit
