#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace package_audit::formats::seven_zip {

// Reads a 7z header (7zFormat.txt in the 7-Zip source distribution) from the front to the back.
// Throws ReadFault (damaged) when it ends too early.
class SevenZipCursor {
public:
  explicit SevenZipCursor(std::span<const std::byte> bytes) : left_(bytes) {}

  std::size_t left() const { return left_.size(); }
  std::span<const std::byte> take(std::uint64_t length);
  unsigned byte();
  std::uint32_t real32();
  // 1 to 9 bytes; the first tells how many.
  std::uint64_t number();
  // Of things that take a byte each at least: more than there are bytes left is a fault.
  std::size_t count();
  std::vector<bool> bits(std::size_t count);
  // Bits with "all are set" in front.
  std::vector<bool> optional_bits(std::size_t count);
  // The next byte must be this one; `what` is said when it is not.
  void expect(unsigned id, const char* what);

private:
  std::span<const std::byte> left_;
};

// Property ids.
enum SevenZipId : unsigned {
  k_7z_end = 0x00,
  k_7z_header = 0x01,
  k_7z_main_streams = 0x04,
  k_7z_files = 0x05,
  k_7z_pack_info = 0x06,
  k_7z_unpack_info = 0x07,
  k_7z_substreams = 0x08,
  k_7z_size = 0x09,
  k_7z_crc = 0x0A,
  k_7z_folder = 0x0B,
  k_7z_unpack_size = 0x0C,
  k_7z_substream_count = 0x0D,
  k_7z_empty_stream = 0x0E,
  k_7z_empty_file = 0x0F,
  k_7z_names = 0x11,
  k_7z_creation_time = 0x12,
  k_7z_access_time = 0x13,
  k_7z_modification_time = 0x14,
  k_7z_attributes = 0x15,
  k_7z_encoded_header = 0x17,
  k_7z_dummy = 0x19
};

} // namespace package_audit::formats::seven_zip
