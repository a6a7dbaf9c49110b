#pragma once

#include "base/byte_source.hpp"
#include "formats/seven_zip/streams_info.hpp"

namespace package_audit::formats::seven_zip {

// The content of `folder`, whose compressed bytes are at `begin` in `source`. Supports what 7-Zip
// uses for headers: one coder, which is copy, LZMA or LZMA2. Throws ReadFault when the compressed
// bytes do not give folder.uncompressed_size() bytes, or are more than that takes.
std::vector<std::byte> decompress(base::ByteSource& source, std::uint64_t begin,
                                  const Folder& folder);

// Throws ReadFault when compressed bytes follow the end of the folder's content, which libarchive
// ignores. Checks copy, LZMA and LZMA2, alone or below a filter.
void expect_no_trailing_input(base::ByteSource& source, std::uint64_t begin, const Folder& folder);

} // namespace package_audit::formats::seven_zip
