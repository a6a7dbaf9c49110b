#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace package_audit::formats::zip {

// The records of a zip, field by field; section numbers are those of APPNOTE.TXT 6.3.10. Names and
// extra fields point into the bytes that were read. Nothing but signatures and lengths is judged
// here.

// What a member's local header (4.3.7) and its central one (4.3.12) both hold.
struct ZipHeader {
  std::uint16_t needed = 0;
  std::uint16_t flags = 0;
  std::uint16_t method = 0;
  // MS-DOS time in the lower half, date in the upper.
  std::uint32_t time = 0;
  std::uint32_t crc = 0;
  // With what a zip64 extra field says in their place.
  std::uint64_t packed = 0;
  std::uint64_t unpacked = 0;
  // In a local header, whether it does.
  bool zip64 = false;
  std::string_view name{};
  std::span<const std::byte> extra{};
};

struct ZipCentralHeader : ZipHeader {
  std::uint16_t made_by = 0;
  std::uint16_t comment_length = 0;
  std::uint16_t disk = 0;
  std::uint16_t internal = 0;
  std::uint32_t external = 0;
  std::uint64_t offset = 0;
  // Whether its extra fields name an owner.
  bool owner = false;
  // Bytes of the whole header.
  std::size_t length = 0;
};

// General purpose flags (4.4.4).
constexpr std::uint16_t k_zip_encrypted = 1U << 0U | 1U << 6U | 1U << 13U;
constexpr std::uint16_t k_zip_level = 1U << 1U | 1U << 2U;
constexpr std::uint16_t k_zip_descriptor = 1U << 3U;
constexpr std::uint16_t k_zip_utf8 = 1U << 11U;

inline bool has_descriptor(const ZipHeader& header) {
  return (header.flags & k_zip_descriptor) != 0;
}

// Compression methods (4.4.5).
constexpr std::uint16_t k_zip_stored = 0;
constexpr std::uint16_t k_zip_deflated = 8;

constexpr std::size_t k_zip_local_size = 30;

// In place of what only a zip64 extra field can hold (4.4.1.4).
constexpr std::uint32_t k_zip_elsewhere = 0xFFFFFFFF;

// The first header in `bytes`. Throws ReadFault when there is none, or not all of it.
ZipCentralHeader parse_zip_central(std::span<const std::byte> bytes);

// How long the local header is whose first k_zip_local_size bytes are `fixed`. Throws ReadFault
// when that is not the start of one.
std::size_t zip_local_length(std::span<const std::byte> fixed);

// `bytes` are exactly the header.
ZipHeader parse_zip_local(std::span<const std::byte> bytes);

} // namespace package_audit::formats::zip
