#include "formats/seven_zip/cursor.hpp"

#include "base/bytes.hpp"
#include "formats/fault.hpp"

namespace package_audit::formats::seven_zip {

std::span<const std::byte> SevenZipCursor::take(std::uint64_t length) {
  if (length > left_.size()) {
    throw ReadFault(AnomalyKind::damaged, "the header ends within a field");
  }
  const std::span<const std::byte> bytes = left_.first(static_cast<std::size_t>(length));
  left_ = left_.subspan(bytes.size());
  return bytes;
}

unsigned SevenZipCursor::byte() {
  return std::to_integer<unsigned>(take(1)[0]);
}

std::uint32_t SevenZipCursor::real32() {
  return base::le32(take(4), 0);
}

std::uint64_t SevenZipCursor::number() {
  const unsigned first = byte();
  std::uint64_t value = 0;
  unsigned mask = 0x80;
  for (unsigned i = 0; i < 8; ++i, mask >>= 1U) {
    if ((first & mask) == 0) return value | std::uint64_t{first & (mask - 1)} << (8 * i);
    value |= std::uint64_t{byte()} << (8 * i);
  }
  return value;
}

std::size_t SevenZipCursor::count() {
  const std::uint64_t value = number();
  if (value > left_.size()) {
    throw ReadFault(AnomalyKind::damaged, "the header counts more than it can hold");
  }
  return static_cast<std::size_t>(value);
}

std::vector<bool> SevenZipCursor::bits(std::size_t count) {
  std::vector<bool> result;
  result.reserve(count);
  const std::span<const std::byte> bytes = take((count + 7) / 8);
  for (std::size_t i = 0; i < bytes.size() * 8; ++i) {
    const bool set = (std::to_integer<unsigned>(bytes[i / 8]) & 0x80U >> i % 8) != 0;
    if (i < count) result.push_back(set);
    if (i >= count && set) {
      throw ReadFault(AnomalyKind::unexpected_bytes, "the header sets a bit that means nothing");
    }
  }
  return result;
}

std::vector<bool> SevenZipCursor::optional_bits(std::size_t count) {
  const unsigned all = byte();
  if (all > 1) throw ReadFault(AnomalyKind::damaged, "the header holds an unknown mark");
  return all == 1 ? std::vector<bool>(count, true) : bits(count);
}

void SevenZipCursor::expect(unsigned id, const char* what) {
  if (byte() != id) throw ReadFault(AnomalyKind::damaged, what);
}

} // namespace package_audit::formats::seven_zip
