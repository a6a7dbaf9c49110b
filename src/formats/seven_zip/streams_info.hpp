#pragma once

#include "formats/seven_zip/coders.hpp"
#include "formats/seven_zip/cursor.hpp"

#include <optional>

namespace package_audit::formats::seven_zip {

// What 7zFormat.txt calls a folder: compressed streams, and the coders that make one uncompressed
// stream of them. All sizes are in bytes.
struct Folder {
  std::vector<Coder> coders{};
  // Output of each coder.
  std::vector<std::uint64_t> output_sizes{};
  // The coder whose output no other coder reads.
  std::size_t main_coder = 0;
  // The compressed streams, which are stored behind those of the previous folder.
  std::vector<std::uint64_t> compressed_sizes{};

  std::uint64_t uncompressed_size() const { return output_sizes[main_coder]; }
};

// The content of a member, a part of the uncompressed stream of a folder.
struct Substream {
  std::uint64_t size = 0;
  std::uint32_t crc = 0;
};

struct StreamsInfo {
  // Offset of the first compressed stream, from the end of the signature header.
  std::uint64_t begin = 0;
  std::vector<Folder> folders{};
  // Of all folders, in their order.
  std::vector<Substream> substreams{};
};

// Parses a StreamsInfo to its end mark. Throws ReadFault unless every compressed stream belongs to
// a folder, every folder to a member, every member has a checksum, and decompression needs no more
// memory than `limits` allow.
StreamsInfo parse_streams_info(Cursor& cursor, const Limits& limits);

} // namespace package_audit::formats::seven_zip
