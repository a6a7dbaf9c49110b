#pragma once

#include "base/byte_source.hpp"
#include "formats/byte_ledger.hpp"

namespace package_audit::formats::zip {

// Where a zip's central directory is, by the records behind it (APPNOTE.TXT 6.3.10, 4.3.14-16).
struct ZipEnd {
  std::uint64_t directory = 0;
  std::uint64_t directory_size = 0;
  std::uint64_t entries = 0;
  // Of the first record behind the directory.
  std::uint64_t first_record = 0;
  bool zip64 = false;
};

// The end record is the last thing in the file and has no comment; a zip64 record, where there is
// one, repeats it. Throws ReadFault for any other form, so that no two readers can find different
// directories.
ZipEnd find_zip_end(base::ByteSource& source);

// Claims the directory and what follows it.
void claim_zip_end(const ZipEnd& end, std::uint64_t size, ByteLedger& ledger);

} // namespace package_audit::formats::zip
