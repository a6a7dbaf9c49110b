#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace package_audit::formats::tar {

// Bytes.
constexpr std::size_t k_block_size = 512;
constexpr std::size_t k_name_field_size = 100;

// The fields of one header block that change what gets installed (POSIX.1-2017, pax, "ustar
// Interchange Format"; GNU tar manual, "Basic Tar Format"). Texts are without their trailing NULs.
struct Header {
  std::string_view name{};
  // Precedes the name, separated by a slash.
  std::string_view prefix{};
  std::string_view link_name{};
  char type_flag = '0';
  std::uint64_t size = 0;

  std::string full_name() const;
};

// The sum of a header block's bytes, its checksum field counted as blanks.
std::uint32_t checksum(std::string_view block);

// True when `block`, 512 bytes, contains its own checksum.
bool has_valid_checksum(std::string_view block);

// Parses `block`, 512 bytes, to which the result refers. Validates everything that can be validated
// within one header: checksum, magic, numbers in a form that every reader understands, and zeros
// outside of the fields. Throws ReadFault.
Header parse_header(std::string_view block);

} // namespace package_audit::formats::tar
