#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace package_audit::support {

// The magic and version fields of ustar and of GNU tar's own format.
constexpr std::string_view k_ustar_magic{"ustar\00000", 8};
constexpr std::string_view k_gnu_magic{"ustar  \0", 8};

// One tar header and what belongs to it. Every field is as wide as tests want to make it: text is
// cut off at the field's end, and what a test leaves alone is as a good writer has it.
struct TarRecipe {
  std::string name{};
  char type_flag = '0';
  std::string content{};
  std::string link_name{};
  std::string prefix{};
  std::string_view magic = k_ustar_magic;
  // The fields as they stand in the header, without the NULs that fill them up.
  std::string mode = "0000644";
  std::string uid = "0000000";
  std::string gid = "0000000";
  // The length of the content unless it is set.
  std::optional<std::string> size{};
  std::string mtime = "00000000000";
  std::string user = "root";
  std::string group = "root";
  std::string device_major = "0000000";
  std::string device_minor = "0000000";
  // Behind the prefix, where POSIX has nothing.
  std::string rest{};
  // The right one unless it is set.
  std::optional<std::string> checksum{};
  // Fills the content's last block.
  char padding = '\0';
};

// The header block, the content, and the padding behind it.
std::string tar_record(const TarRecipe& recipe);

// "27 path=share/acme/name.txt\n"
std::string pax_record(std::string_view keyword, std::string_view value);

// A pax extended header with these records for the next member.
std::string pax_header(std::string_view records);

// GNU's header for the name (L) or the link target (K) of the next member.
std::string gnu_long_name(char type_flag, std::string_view text);

// A number in the form of GNU tar for those that are too large for octal.
std::string base_256(std::uint64_t value, std::size_t width);

} // namespace package_audit::support
