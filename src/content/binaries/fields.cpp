#include "content/binaries/fields.hpp"

#include "content/facts.hpp"

#include <algorithm>

namespace package_audit::content::binaries {

namespace {

[[noreturn]] void refuse_cut(std::uint64_t offset) {
  throw Unread{.why = "a part of it lies behind the end of the file", .offset = offset};
}

} // namespace

std::string_view Fields::bytes(std::uint64_t offset, std::uint64_t length) const {
  if (offset > size_ || length > size_ - offset || begin_ > bytes_.size() ||
      offset > bytes_.size() - begin_ || length > bytes_.size() - begin_ - offset) {
    refuse_cut(begin_);
  }
  const auto found = bytes_.at(begin_ + offset, length);
  if (!found) {
    throw Unread{.why = "a part of it is too far from the beginning and the end of the file",
                 .offset = begin_ + offset};
  }
  return *found;
}

std::uint64_t Fields::number(std::uint64_t offset, std::size_t size) const {
  return number_in(bytes(offset, size), order_);
}

std::string_view Fields::text(std::uint64_t offset, std::uint64_t end, std::size_t longest) const {
  end = std::min(end, size_);
  if (offset >= end) refuse_cut(begin_);
  const std::string_view window = bytes(offset, std::min<std::uint64_t>(longest, end - offset));
  const std::size_t zero = window.find('\0');
  if (zero == std::string_view::npos && window.size() < longest) refuse_cut(begin_ + offset);
  return window.substr(0, zero);
}

void CutOff::operator()(std::size_t position) const {
  refuse_cut(begin + position);
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
  throw Unread{.why = "a number in it does not fit 64 bits", .offset = position()};
}

} // namespace package_audit::content::binaries
