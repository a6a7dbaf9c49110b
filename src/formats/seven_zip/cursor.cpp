#include "formats/seven_zip/cursor.hpp"

#include "formats/fault.hpp"

namespace package_audit::formats::seven_zip {

void HeaderCutOff::operator()(std::size_t) const {
  damaged("the header ends within a field");
}

std::uint64_t Cursor::variable_number() {
  const unsigned first = byte();
  std::uint64_t value = 0;
  unsigned mask = 0x80;
  for (unsigned i = 0; i < 8; ++i, mask >>= 1U) {
    if ((first & mask) == 0) return value | std::uint64_t{first & (mask - 1)} << (8 * i);
    value |= std::uint64_t{byte()} << (8 * i);
  }
  return value;
}

std::size_t Cursor::count() {
  const std::uint64_t value = variable_number();
  if (value > left()) damaged("the header counts more than it can hold");
  return static_cast<std::size_t>(value);
}

std::vector<bool> Cursor::bits(std::size_t count) {
  std::vector<bool> result;
  result.reserve(count);
  const base::Bytes bytes = take((count + 7) / 8);
  for (std::size_t i = 0; i < bytes.size() * 8; ++i) {
    const bool set = (std::to_integer<unsigned>(bytes[i / 8]) & 0x80U >> i % 8) != 0;
    if (i < count) result.push_back(set);
    if (i >= count && set) unexpected_bytes("the header sets a bit that means nothing");
  }
  return result;
}

std::vector<bool> Cursor::optional_bits(std::size_t count) {
  const unsigned all_defined = byte();
  if (all_defined > 1) damaged("the header holds an unknown mark");
  return all_defined == 1 ? std::vector<bool>(count, true) : bits(count);
}

void Cursor::expect(bool holds, const char* fault) {
  if (!holds) damaged(fault);
}

} // namespace package_audit::formats::seven_zip
