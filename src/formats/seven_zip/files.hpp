#pragma once

#include "formats/seven_zip/cursor.hpp"
#include "model/policy.hpp"

#include <string>

namespace package_audit::formats::seven_zip {

// A member as the list of files has it.
struct SevenZipFile {
  // UTF-16, little end first, within the header.
  std::span<const std::byte> name{};
  EntryType type = EntryType::unknown;
  bool has_stream = false;
  // Whether permission bits are stored.
  bool has_mode = false;
};

// Reads a FilesInfo to its end mark: only what is known, each once, in the form that 7-Zip and
// libarchive write. Throws ReadFault.
std::vector<SevenZipFile> parse_seven_zip_files(SevenZipCursor& cursor, const Limits& limits);

// As UTF-8, with the slash behind a folder's name that libarchive puts there. Throws ReadFault when
// it is not UTF-16 or is not the name of what the file is.
std::string seven_zip_name(const SevenZipFile& file);

} // namespace package_audit::formats::seven_zip
