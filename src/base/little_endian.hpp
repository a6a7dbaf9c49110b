#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace package_audit::base {

// Numbers as zip and 7z store them. `bytes` must reach behind the number.

inline std::uint16_t le16(std::span<const std::byte> bytes, std::size_t offset) {
  return static_cast<std::uint16_t>(std::to_integer<unsigned>(bytes[offset]) |
                                    std::to_integer<unsigned>(bytes[offset + 1]) << 8U);
}

inline std::uint32_t le32(std::span<const std::byte> bytes, std::size_t offset) {
  return le16(bytes, offset) | static_cast<std::uint32_t>(le16(bytes, offset + 2)) << 16U;
}

inline std::uint64_t le64(std::span<const std::byte> bytes, std::size_t offset) {
  return le32(bytes, offset) | static_cast<std::uint64_t>(le32(bytes, offset + 4)) << 32U;
}

// The number in `size` bytes from `offset` on, the least significant first.
inline std::uint64_t little_endian(std::string_view bytes, std::size_t offset, std::size_t size) {
  std::uint64_t value = 0;
  for (std::size_t i = size; i > 0; --i) {
    value = value << 8 | static_cast<std::uint8_t>(bytes[offset + i - 1]);
  }
  return value;
}

inline std::string_view text_of(std::span<const std::byte> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

} // namespace package_audit::base
