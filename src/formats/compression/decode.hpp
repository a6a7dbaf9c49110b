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

// By the first bytes (six are enough).
Compression sniff_compression(std::span<const std::byte> head);

// Whether a gzip header may hold the name of the file that was packed, as gzip(1) stores it. No
// tool stores one for a package, and nobody would see it.
enum class StoredName { refused, accepted };

// The plain bytes of `input`, which must outlive the result, as must what `context` refers to and
// `notes`. There is
// exactly one stream in the form that packaging tools write: no optional headers, no padding, no
// second stream, no bytes behind it. Checksums that the framing carries are verified; one that
// carries none is noted (PackageNotes::lacks_checksum). A decoder may take half of the memory that
// reading may; what needs more is a ReadFault (limit), and everything else that is wrong is one.
std::unique_ptr<base::ByteStream> decode(Compression compression, base::ByteStream& input,
                                         const ReadContext& context, PackageNotes& notes,
                                         StoredName name = StoredName::refused);

// The name in the gzip header with which `source` begins; empty when there is none. Throws
// ReadFault when it is longer than limits.path_length.
std::string stored_gzip_name(base::ByteSource& source, const Limits& limits);

} // namespace package_audit::formats::compression
