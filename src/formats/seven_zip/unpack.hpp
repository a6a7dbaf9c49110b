#pragma once

#include "base/byte_source.hpp"
#include "formats/seven_zip/streams.hpp"

namespace package_audit::formats::seven_zip {

// Bytes [begin, begin + folder.packed[0]) of `source` unpacked, for a folder of one coder that
// 7-Zip uses for headers: copy, LZMA or LZMA2. Throws ReadFault when they give other than
// folder.size() bytes, or not all of them are needed for that.
std::vector<std::byte> unpack_seven_zip(base::ByteSource& source, std::uint64_t begin,
                                        const SevenZipFolder& folder);

// Throws ReadFault when packed bytes are left over at the end of the folder's content, which
// libarchive does not notice. Sees that for copy, LZMA and LZMA2, alone or below a filter.
void expect_no_packed_rest(base::ByteSource& source, std::uint64_t begin,
                           const SevenZipFolder& folder);

} // namespace package_audit::formats::seven_zip
