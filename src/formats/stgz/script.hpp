#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace package_audit::formats::stgz {

// Bytes to look for a script in: a licence is part of it, so it can be long.
constexpr std::size_t k_stgz_script_limit = std::size_t{4} << 20;

// The shell script that CPack puts in front of an STGZ's payload.
struct StgzScript {
  // The script's length in bytes; the payload starts there.
  std::uint64_t size = 0;
  // It is, to the letter, one that CPack writes, apart from the names, the version and the licence
  // text that CPack fills in. Nothing else runs when a user starts it.
  bool written_by_cpack = false;
};

// `head` is the start of the file, long enough to hold the script. Nothing when no script that
// leads to a payload is there.
std::optional<StgzScript> parse_stgz_script(std::string_view head);

} // namespace package_audit::formats::stgz
