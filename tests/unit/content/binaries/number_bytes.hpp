#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace package_audit::structure_test {

// A number as a file contains it, for recipes of formats whose tools are not at hand.
inline std::string le(std::uint64_t value, std::size_t size) {
  std::string bytes;
  for (std::size_t i = 0; i < size; ++i)
    bytes += static_cast<char>(value >> (8 * i));
  return bytes;
}

inline std::string be(std::uint64_t value, std::size_t size) {
  const std::string reversed = le(value, size);
  return {reversed.rbegin(), reversed.rend()};
}

// Filled up with zeros, or cut.
inline std::string padded(std::string text, std::size_t size) {
  text.resize(size);
  return text;
}

} // namespace package_audit::structure_test
