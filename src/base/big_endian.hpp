#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace package_audit::base {

// The number in `size` bytes from `offset` on, the most significant first.
inline std::uint64_t big_endian(std::string_view bytes, std::size_t offset, std::size_t size) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < size; ++i) {
    value = value << 8 | static_cast<std::uint8_t>(bytes[offset + i]);
  }
  return value;
}

} // namespace package_audit::base
