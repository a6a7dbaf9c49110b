#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace package_audit::support {

// The magic and version fields of ustar and of GNU tar's own format.
constexpr std::string_view k_ustar_magic{"ustar\00000", 8};
constexpr std::string_view k_gnu_magic{"ustar  \0", 8};

// A tar header and its content. Texts are truncated to the sizes of their fields. The defaults are
// well-formed.
struct TarRecipe {
  std::string name{};
  char type_flag = '0';
  std::string content{};
  std::string link_name{};
  std::string prefix{};
  std::string_view magic = k_ustar_magic;
  // The fields as stored in the header, without the NULs that fill them.
  std::string mode = "0000644";
  std::string uid = "0000000";
  std::string gid = "0000000";
  // Default: the size of the content.
  std::optional<std::string> size{};
  std::string mtime = "00000000000";
  std::string user = "root";
  std::string group = "root";
  std::string device_major = "0000000";
  std::string device_minor = "0000000";
  // The bytes after the prefix, which POSIX does not use.
  std::string rest{};
  // Default: the correct one.
  std::optional<std::string> checksum{};
  // Fills the last block of the content.
  char padding = '\0';
};

// The header block, the content, and its padding.
std::string tar_member(const TarRecipe& recipe);

// "27 path=share/acme/name.txt\n"
std::string pax_record(std::string_view keyword, std::string_view value);

// A pax extended header with `records` for the next member.
std::string pax_header(std::string_view records);

// GNU's header for the name (L) or the link target (K) of the next member.
std::string gnu_long_name(char type_flag, std::string_view text);

// A number in GNU tar's form for numbers that are too large for octal.
std::string base_256(std::uint64_t value, std::size_t width);

} // namespace package_audit::support
