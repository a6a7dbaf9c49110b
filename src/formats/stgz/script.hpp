#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace package_audit::formats::stgz {

// Bytes. A script includes the license text of the package.
constexpr std::size_t k_max_script_size = std::size_t{4} << 20;

// The shell script in front of the payload of an STGZ package.
struct Script {
  // Bytes; the payload starts after them.
  std::uint64_t size = 0;
  // The script is identical to that of a known version of CPack, except for the values that CPack
  // inserts: names, version, license text. None of them can run commands.
  bool is_written_by_cpack = false;
};

// `head` is the start of the file, long enough to contain the script. Nothing if there is no script
// that locates a payload.
std::optional<Script> parse_script(std::string_view head);

} // namespace package_audit::formats::stgz
