#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>

namespace package_audit::base {

// Bytes that somebody else owns. Sources, streams, visitors and hashers pass them on in this type;
// a parser that compares and searches looks at them through as_text().
using Bytes = std::span<const std::byte>;
using WritableBytes = std::span<std::byte>;

inline std::string_view as_text(Bytes bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

inline Bytes as_bytes(std::string_view text) {
  return std::as_bytes(std::span(text));
}

// What C libraries take for bytes.
inline const unsigned char* octets(Bytes bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}

inline unsigned char* octets(WritableBytes bytes) {
  return reinterpret_cast<unsigned char*>(bytes.data());
}

inline bool is_all_zero(Bytes bytes) {
  return bytes.empty() || (bytes.front() == std::byte{0} &&
                           std::memcmp(bytes.data(), bytes.data() + 1, bytes.size() - 1) == 0);
}

inline bool is_all_zero(std::string_view bytes) {
  return is_all_zero(as_bytes(bytes));
}

// Unsigned numbers in bytes, which must reach behind the number.

// The number in `size` bytes from `offset` on, the most significant first.
inline std::uint64_t big_endian(std::string_view bytes, std::size_t offset, std::size_t size) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < size; ++i) {
    value = value << 8U | static_cast<std::uint8_t>(bytes[offset + i]);
  }
  return value;
}

// The number in `size` bytes from `offset` on, the least significant first.
inline std::uint64_t little_endian(std::string_view bytes, std::size_t offset, std::size_t size) {
  std::uint64_t value = 0;
  for (std::size_t i = size; i > 0; --i) {
    value = value << 8U | static_cast<std::uint8_t>(bytes[offset + i - 1]);
  }
  return value;
}

// The number in all of `bytes`, eight of them at most.
inline std::uint64_t number_in(std::string_view bytes, std::endian order) {
  return order == std::endian::big ? big_endian(bytes, 0, bytes.size())
                                   : little_endian(bytes, 0, bytes.size());
}

// Little-endian numbers of a fixed size.
inline std::uint16_t le16(Bytes bytes, std::size_t offset) {
  return static_cast<std::uint16_t>(std::to_integer<unsigned>(bytes[offset]) |
                                    std::to_integer<unsigned>(bytes[offset + 1]) << 8U);
}

inline std::uint32_t le32(Bytes bytes, std::size_t offset) {
  return le16(bytes, offset) | static_cast<std::uint32_t>(le16(bytes, offset + 2)) << 16U;
}

inline std::uint64_t le64(Bytes bytes, std::size_t offset) {
  return le32(bytes, offset) | static_cast<std::uint64_t>(le32(bytes, offset + 4)) << 32U;
}

} // namespace package_audit::base
