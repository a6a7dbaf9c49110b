#include "formats/tar/number.hpp"

#include <algorithm>
#include <charconv>

namespace package_audit::formats::tar {

namespace {

constexpr unsigned char k_base_256 = 0x80;
constexpr unsigned char k_base_256_negative = 0xFF;

unsigned char byte_at(std::string_view field, std::size_t index) {
  return static_cast<unsigned char>(field[index]);
}

// The first number that needs more than the octal digits which a field has room for beside the byte
// that ends them.
std::uint64_t octal_end(std::string_view field) {
  return std::uint64_t{1} << (3 * (field.size() - 1));
}

std::optional<std::uint64_t> base_256(std::string_view field) {
  std::uint64_t value = 0;
  for (std::size_t i = 1; i < field.size(); ++i) {
    if (value >> 56U != 0) return std::nullopt;
    value = value << 8U | byte_at(field, i);
  }
  return value;
}

} // namespace

std::optional<std::uint64_t> tar_octal(std::string_view field) {
  const auto digits = static_cast<std::size_t>(
      std::find_if(field.begin(), field.end(), [](char c) { return c < '0' || c > '7'; }) -
      field.begin());
  const std::string_view end = field.substr(digits);
  const bool ends =
      std::all_of(end.begin(), end.end(), [](char c) { return c == ' ' || c == '\0'; });
  if (digits == 0 || !ends) return std::nullopt;
  std::uint64_t value = 0;
  std::from_chars(field.data(), field.data() + digits, value, 8);
  return value;
}

std::optional<std::uint64_t> tar_number(std::string_view field) {
  if (byte_at(field, 0) != k_base_256) return tar_octal(field);
  const std::optional<std::uint64_t> value = base_256(field);
  if (!value || *value < octal_end(field)) return std::nullopt;
  return value;
}

bool is_negative_tar_number(std::string_view field) {
  return byte_at(field, 0) == k_base_256_negative;
}

} // namespace package_audit::formats::tar
