#pragma once

#include "model/artifact.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace package_audit::formats::tar {

constexpr std::size_t k_tar_block = 512;
// Bytes of the name field.
constexpr std::size_t k_tar_name = 100;

// One header block of a tar, field by field (POSIX.1-2017, pax, "ustar Interchange Format"; GNU tar
// manual, "Basic Tar Format"). Text fields are without the NULs behind them.
struct TarHeader {
  std::string_view name{};
  // Goes before the name, with a slash between.
  std::string_view prefix{};
  std::string_view link_name{};
  char type_flag = '0';
  std::uint32_t mode = 0;
  std::uint64_t size = 0;

  std::string full_name() const;
};

// The sum of a header block's bytes with its checksum field read as blanks.
std::uint32_t tar_checksum(std::string_view block);

// True when `block`, 512 bytes, holds its own checksum.
bool has_tar_checksum(std::string_view block);

// Judges everything that one header says by itself: checksum, magic, numbers in a form that every
// reader understands, and no byte that belongs to no field. Throws ReadFault. The result points
// into `block`.
TarHeader parse_tar_header(std::string_view block);

} // namespace package_audit::formats::tar
