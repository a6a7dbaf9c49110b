#include "fuzz/repair.hpp"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <cstring>
#include <numeric>
#include <span>
#include <string_view>

namespace package_audit::fuzz {

namespace {

using Bytes = std::span<std::uint8_t>;

std::string_view text(Bytes bytes, std::size_t offset, std::size_t length) {
  return {reinterpret_cast<const char*>(bytes.data()) + offset, length};
}

// 0 where there is no number.
std::size_t number(std::string_view digits, int base) {
  digits.remove_prefix(std::min(digits.find_first_not_of(' '), digits.size()));
  std::size_t value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value, base);
  return value;
}

std::size_t little_endian(Bytes bytes, std::size_t offset, std::size_t length) {
  std::size_t value = 0;
  for (std::size_t i = length; i-- > 0;)
    value = value << 8 | bytes[offset + i];
  return value;
}

// Member headers of POSIX.1-2017, pax, "ustar Interchange Format".
void repair_tar(Bytes bytes) {
  constexpr std::size_t k_record = 512;
  constexpr std::size_t k_checksum = 148;
  std::size_t offset = 0;
  while (offset < bytes.size() && bytes.size() - offset >= k_record) {
    const Bytes header = bytes.subspan(offset, k_record);
    if (header[0] == 0) return;
    std::memset(header.data() + k_checksum, ' ', 8);
    const unsigned sum = std::accumulate(header.begin(), header.end(), 0U);
    char digits[8];
    std::snprintf(digits, sizeof digits, "%06o", sum);
    std::memcpy(header.data() + k_checksum, digits, 7);
    const std::size_t size = number(text(header, 124, 12), 8);
    if (size > bytes.size()) return;
    offset += k_record + (size + k_record - 1) / k_record * k_record;
  }
}

// APPNOTE.TXT 6.3.10: local header 4.3.7, central header 4.3.12, end record 4.3.16.
constexpr std::size_t k_local_size = 30;
constexpr std::size_t k_central_size = 46;
constexpr std::size_t k_end_size = 22;

// Version, flags, method, time, checksum, sizes and length of the name stand in one row in both.
void copy_to_local(Bytes bytes, std::size_t central, std::size_t local) {
  if (bytes.size() < k_local_size || local > bytes.size() - k_local_size) return;
  if (text(bytes, local, 4) != "PK\x03\x04") return;
  std::memcpy(bytes.data() + local + 4, bytes.data() + central + 6, 24);
  const std::size_t name = little_endian(bytes, central + 28, 2);
  if (central + k_central_size + name > bytes.size()) return;
  if (local + k_local_size + name > bytes.size()) return;
  std::memmove(bytes.data() + local + k_local_size, bytes.data() + central + k_central_size, name);
}

void repair_zip(Bytes bytes) {
  if (bytes.size() < k_end_size) return;
  const std::size_t end = text(bytes, 0, bytes.size()).rfind("PK\x05\x06");
  if (end == std::string_view::npos || end > bytes.size() - k_end_size) return;
  std::size_t central = little_endian(bytes, end + 16, 4);
  while (central < end && bytes.size() - central >= k_central_size &&
         text(bytes, central, 4) == "PK\x01\x02") {
    copy_to_local(bytes, central, little_endian(bytes, central + 42, 4));
    central += k_central_size + little_endian(bytes, central + 28, 2) +
               little_endian(bytes, central + 30, 2) + little_endian(bytes, central + 32, 2);
  }
}

// ar(5).
void repair_deb(Bytes bytes) {
  constexpr std::size_t k_header = 60;
  std::size_t offset = 8;
  while (offset < bytes.size() && bytes.size() - offset >= k_header) {
    const std::string_view name = text(bytes, offset, 16);
    const std::size_t size = number(text(bytes, offset + 48, 10), 10);
    offset += k_header;
    if (size > bytes.size() - offset) return;
    if (name.substr(0, name.find(' ')).ends_with(".tar")) repair_tar(bytes.subspan(offset, size));
    offset += size + size % 2;
  }
}

} // namespace

void repair_tar(std::uint8_t* data, std::size_t size) {
  repair_tar(Bytes(data, size));
}
void repair_zip(std::uint8_t* data, std::size_t size) {
  repair_zip(Bytes(data, size));
}
void repair_deb(std::uint8_t* data, std::size_t size) {
  repair_deb(Bytes(data, size));
}

} // namespace package_audit::fuzz
