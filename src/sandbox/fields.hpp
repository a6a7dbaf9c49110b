#pragma once

#include "base/cursor.hpp"
#include "formats/fault.hpp"
#include "model/artifact.hpp"

#include <algorithm>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace package_audit::sandbox {

// The fields of a record: numbers little-endian, texts and digests as bytes, texts with their
// length in four bytes before them.
class FieldWriter {
public:
  template <std::unsigned_integral Number>
  void number(Number value) {
    for (std::size_t i = 0; i < sizeof(Number); ++i)
      bytes_ += static_cast<char>(value >> (8 * i) & 0xFFU);
  }
  void text(std::string_view value) {
    number(static_cast<std::uint32_t>(value.size()));
    bytes_ += value;
  }
  void digest(const base::Sha256& value) { bytes_.append(value.begin(), value.end()); }

  const std::string& bytes() const { return bytes_; }

private:
  std::string bytes_;
};

// Throws ReadFault (damaged): the reader process sent `what`, "a damaged entry".
[[noreturn]] inline void fail_record(std::string_view what) {
  formats::damaged("the reader process sent " + std::string(what));
}

// Reads the fields of a record of hostile bytes. Throws ReadFault, which names the record by
// `what`, for a field that is incomplete or invalid.
class FieldReader {
public:
  FieldReader(std::string_view bytes, std::string_view what)
      : what_(what), fields_(base::as_bytes(bytes), Fail{what}) {}

  template <std::unsigned_integral Number>
  Number number() {
    return fields_.little_endian<Number>();
  }
  // A number of at most `last`.
  template <std::unsigned_integral Number>
  Number number_up_to(Number last) {
    const Number value = number<Number>();
    require(value <= last);
    return value;
  }
  bool flag() { return number_up_to<std::uint8_t>(1) == 1; }
  std::string text(std::size_t longest) {
    const std::size_t length = number<std::uint32_t>();
    require(length <= longest);
    return std::string(fields_.take_text(length));
  }
  base::Sha256 digest() {
    base::Sha256 value{};
    std::copy_n(base::octets(fields_.take(value.size())), value.size(), value.begin());
    return value;
  }

  void require(bool holds) const {
    if (!holds) fail_record(what_);
  }
  // Requires that no bytes are left.
  void require_end() const { require(fields_.at_end()); }

private:
  struct Fail {
    std::string_view what;
    [[noreturn]] void operator()(std::size_t) const { fail_record(what); }
  };

  std::string_view what_;
  base::Cursor<Fail> fields_;
};

} // namespace package_audit::sandbox
