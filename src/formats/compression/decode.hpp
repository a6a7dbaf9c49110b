#pragma once

#include "base/byte_source.hpp"
#include "formats/read_context.hpp"
#include "model/policy.hpp"

#include <cstddef>
#include <memory>
#include <span>
#include <string>

namespace package_audit::formats {
struct PackageNotes;
}

namespace package_audit::formats::compression {

enum class Compression { none, gzip, xz, bzip2, zstd, compress };

// As many first bytes as detect() uses.
constexpr std::size_t k_magic_size = 6;

// Detects the compression by magic number.
Compression detect(base::Bytes head);

// Whether a gzip header may contain the name of the original file, which gzip(1) stores. Packaging
// tools do not store it, and unpackers do not show it.
enum class StoredName { refused, accepted };

// The uncompressed bytes of `input`. `input`, `notes` and the objects of `context` must outlive the
// result. Accepts exactly one compressed stream in the form that packaging tools write: no optional
// headers, no padding, no second stream, no trailing bytes. Verifies the checksums of the format;
// if there are none, sets PackageNotes::lacks_checksum. The result throws ReadFault, of kind
// `limit` if decompression needs more than half of limits.memory.
std::unique_ptr<base::ByteStream> decode(Compression compression, base::ByteStream& input,
                                         const ReadContext& context, PackageNotes& notes,
                                         StoredName name = StoredName::refused);

// The name in the gzip header at the start of `source`, or an empty one. Throws ReadFault when it
// is longer than limits.path_length.
std::string stored_gzip_name(base::ByteSource& source, const Limits& limits);

} // namespace package_audit::formats::compression
