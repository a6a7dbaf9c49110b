#pragma once

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

// Reads hostile bytes. A field that does not fit reads as zero or empty and makes is_good() false.
class FieldReader {
public:
  explicit FieldReader(std::string_view bytes) : left_(bytes) {}

  template <std::unsigned_integral Number>
  Number number() {
    const std::string_view bytes = take(sizeof(Number));
    Number value = 0;
    for (std::size_t i = bytes.size(); i > 0; --i)
      value = static_cast<Number>(value << 8U | static_cast<std::uint8_t>(bytes[i - 1]));
    return value;
  }
  // A number of at most `last`.
  template <std::unsigned_integral Number>
  Number number_up_to(Number last) {
    const Number value = number<Number>();
    good_ = good_ && value <= last;
    return good_ ? value : Number{0};
  }
  bool flag() { return number_up_to<std::uint8_t>(1) == 1; }
  std::string text(std::size_t longest) {
    const std::size_t length = number<std::uint32_t>();
    good_ = good_ && length <= longest;
    return good_ ? std::string(take(length)) : "";
  }
  base::Sha256 digest() {
    base::Sha256 value{};
    const std::string_view bytes = take(value.size());
    std::transform(bytes.begin(), bytes.end(), value.begin(),
                   [](char byte) { return static_cast<std::uint8_t>(byte); });
    return value;
  }

  // True when every field was complete and valid, and no bytes are left.
  bool is_good() const { return good_ && left_.empty(); }

private:
  std::string_view take(std::size_t count) {
    good_ = good_ && count <= left_.size();
    if (!good_) return {};
    const std::string_view taken = left_.substr(0, count);
    left_.remove_prefix(count);
    return taken;
  }

  std::string_view left_;
  bool good_ = true;
};

} // namespace package_audit::sandbox
