#pragma once

#include "formats/seven_zip/cursor.hpp"
#include "model/artifact.hpp"
#include "model/limits.hpp"

#include <string>

namespace package_audit::formats::seven_zip {

// A member in the list of files.
struct FileInfo {
  // UTF-16, little-endian, within the header.
  base::Bytes name{};
  EntryType type = EntryType::unknown;
  bool has_stream = false;
  // Whether permission bits are stored.
  bool has_mode = false;
};

// Parses a FilesInfo to its end mark: known properties only, each once, in the form that 7-Zip and
// libarchive write. Throws ReadFault.
std::vector<FileInfo> parse_files_info(Cursor& cursor, const Limits& limits);

// In UTF-8, with the slash that libarchive appends to the name of a directory. Throws ReadFault
// when the name is not UTF-16 or is that of a directory although `file` is none.
std::string name_of(const FileInfo& file);

} // namespace package_audit::formats::seven_zip
