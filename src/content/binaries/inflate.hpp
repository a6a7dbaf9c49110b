#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace package_audit::content::binaries {

// What one compressed section may unpack to: the line tables of the largest programs need a third
// of it.
inline constexpr std::uint64_t k_largest_section = std::uint64_t{64} << 20;

// Unpacks a zlib or a Zstandard stream that must give exactly `size` bytes. Throws Unread when it
// does not, or `size` is larger than k_largest_section.
std::string inflate_zlib(std::string_view packed, std::uint64_t size);
std::string inflate_zstd(std::string_view packed, std::uint64_t size);

} // namespace package_audit::content::binaries
