#pragma once

#include "base/digest.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace package_audit::base {

// The type and permission bits of a Unix mode (st_mode), and the time of the last change in seconds
// since 1970-01-01 UTC.
struct FileStatus {
  std::uint32_t mode = 0;
  std::int64_t mtime = 0;
};

// Of what is at `path`, a symlink itself included. Throws Error when it cannot be read.
FileStatus file_status(const std::string& path);

// The whole of a small text file. Throws Error when it cannot be read or is larger than `limit`
// bytes.
std::string read_text_file(const std::string& path, std::size_t limit);

// Of all of a file, however large. Throws Error when it cannot be read.
Sha256 sha256_of_file(const std::string& path);

// Writes beside `path` and renames, so that a reader sees the old file or the whole new one. Throws
// Error; on failure `path` is as it was.
void write_file_atomically(const std::string& path, std::string_view bytes);

} // namespace package_audit::base
