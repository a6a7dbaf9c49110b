#pragma once

#include "formats/seven_zip/coders.hpp"
#include "formats/seven_zip/cursor.hpp"

#include <optional>

namespace package_audit::formats::seven_zip {

// Some packed streams and the coders that make one unpacked stream of them.
struct SevenZipFolder {
  std::vector<SevenZipCoder> coders{};
  // Of every coder's every output.
  std::vector<std::uint64_t> unpacked{};
  std::size_t main_output = 0;
  // Of its packed streams, which follow those of the folder before.
  std::vector<std::uint64_t> packed{};
  // Unpacked size of the whole.
  std::uint64_t size() const { return unpacked[main_output]; }
};

// A member's content within a folder.
struct SevenZipSubstream {
  std::uint64_t size = 0;
  std::uint32_t crc = 0;
};

struct SevenZipStreams {
  // Offset of the first packed stream, from the end of the signature header.
  std::uint64_t begin = 0;
  std::vector<SevenZipFolder> folders{};
  // Of all folders, in their order.
  std::vector<SevenZipSubstream> substreams{};
};

// Reads a StreamsInfo to its end mark. Every packed stream belongs to a folder, every folder to a
// member, and every member has a checksum. Throws ReadFault; what a folder needs to be unpacked is
// within the limits.
SevenZipStreams parse_seven_zip_streams(SevenZipCursor& cursor, const Limits& limits);

} // namespace package_audit::formats::seven_zip
