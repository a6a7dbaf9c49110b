#pragma once

#include "base/bytes.hpp"

#include <concepts>
#include <cstdlib>
#include <utility>

namespace package_audit::base {

// Reads fields from the front of `bytes` to their end and never past it. `Failure` is called with
// the position of a field that is cut off and throws what its caller throws: each format keeps its
// own error and text. Positions count from the first byte. `bytes` must outlive the cursor and what
// it returns.
template <std::invocable<std::size_t> Failure>
class Cursor {
public:
  explicit Cursor(Bytes bytes, Failure failure = {})
      : rest_(bytes), size_(bytes.size()), failure_(std::move(failure)) {}

  std::size_t position() const { return size_ - rest_.size(); }
  std::size_t left() const { return rest_.size(); }
  bool at_end() const { return rest_.empty(); }

  Bytes take(std::uint64_t length) {
    if (length > rest_.size()) fail();
    const Bytes taken = rest_.first(static_cast<std::size_t>(length));
    rest_ = rest_.subspan(taken.size());
    return taken;
  }

  std::string_view take_text(std::uint64_t length) { return as_text(take(length)); }

  // Up to a NUL, which is skipped.
  std::string_view take_c_string() {
    const std::size_t length = as_text(rest_).find('\0');
    if (length == std::string_view::npos) fail();
    return take_text(length + 1).substr(0, length);
  }

  std::uint8_t byte() { return std::to_integer<std::uint8_t>(take(1).front()); }

  // A number of `size` bytes, eight at most.
  std::uint64_t number(std::size_t size, std::endian order) {
    return number_in(take_text(size), order);
  }

  template <std::unsigned_integral Number>
  Number little_endian() {
    return static_cast<Number>(number(sizeof(Number), std::endian::little));
  }

private:
  [[noreturn]] void fail() const {
    failure_(position());
    std::abort();
  }

  Bytes rest_;
  std::size_t size_;
  [[no_unique_address]] Failure failure_;
};

} // namespace package_audit::base
