#include "content/binaries/struct_view.hpp"

#include "content/facts.hpp"

#include <algorithm>

namespace package_audit::content::binaries {

namespace {

[[noreturn]] void fail_cut_off(std::uint64_t offset) {
  throw StructureError{.reason = "a part of it lies behind the end of the file", .offset = offset};
}

} // namespace

std::string_view StructView::bytes(std::uint64_t offset, std::uint64_t length) const {
  if (offset > size_ || length > size_ - offset || begin_ > bytes_.size() ||
      offset > bytes_.size() - begin_ || length > bytes_.size() - begin_ - offset) {
    fail_cut_off(begin_);
  }
  const auto found = bytes_.at(begin_ + offset, length);
  if (!found) {
    throw StructureError{.reason =
                             "a part of it is too far from the beginning and the end of the file",
                         .offset = begin_ + offset};
  }
  return *found;
}

std::uint64_t StructView::number(std::uint64_t offset, std::size_t size) const {
  return number_in(bytes(offset, size), order_);
}

std::string_view StructView::text(std::uint64_t offset, std::uint64_t end,
                                  std::size_t max_size) const {
  end = std::min(end, size_);
  if (offset >= end) fail_cut_off(begin_);
  const std::string_view window = bytes(offset, std::min<std::uint64_t>(max_size, end - offset));
  const std::size_t zero = window.find('\0');
  if (zero == std::string_view::npos && window.size() < max_size) fail_cut_off(begin_ + offset);
  return window.substr(0, zero);
}

void CutOff::operator()(std::size_t position) const {
  fail_cut_off(begin + position);
}

std::uint64_t Cursor::leb128() {
  std::uint64_t value = 0;
  for (unsigned shift = 0; shift < 64; shift += 7) {
    const auto byte = fields_.byte();
    const std::uint64_t bits = byte & 0x7FU;
    if (shift == 63 && bits > 1) break;
    value |= bits << shift;
    if ((byte & 0x80U) == 0) return value;
  }
  throw StructureError{.reason = "a number in it does not fit 64 bits", .offset = position()};
}

} // namespace package_audit::content::binaries
