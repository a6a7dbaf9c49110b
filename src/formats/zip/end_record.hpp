#pragma once

#include "base/byte_source.hpp"
#include "formats/byte_ledger.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace package_audit::formats::zip {

// The records behind a zip's central directory (APPNOTE.TXT 6.3.10, 4.3.14-16). Offsets and sizes
// are in bytes from the start of the file.

// Where the central directory is.
struct DirectoryLocation {
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
  std::uint64_t entries = 0;
  // Whether a zip64 end record and its locator are between the directory and the end record.
  bool zip64 = false;
};

// Requires the end record to be the last thing in the file, without a comment, and a zip64 end
// record, if any, to repeat it. Throws ReadFault for any other form, so that no two readers can
// find different directories.
DirectoryLocation locate_directory(base::ByteSource& source);

// Claims the directory and the records behind it, up to `size`, the end of the file.
void claim_directory(const DirectoryLocation& directory, std::uint64_t size, ByteLedger& ledger);

// The largest distance of an end record from the end of the file: 22 bytes and the longest comment.
constexpr std::size_t k_max_end_size = 22 + 65535;

// Offset of the first end record signature in `bytes` at or behind `from`; npos without one.
std::size_t find_end_signature(std::string_view bytes, std::size_t from = 0);

// Whether a file of `size` bytes that ends with `tail` has an end record where unpackers search for
// one: anywhere in the last k_max_end_size bytes, of one disk, with entries, a directory that fits
// in front of it, and a comment that fits behind it.
bool has_end_record(std::string_view tail, std::uint64_t size);

} // namespace package_audit::formats::zip
