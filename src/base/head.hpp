#pragma once

#include "base/byte_source.hpp"
#include "base/bytes.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

namespace package_audit::base {

// Up to `length` bytes from `offset` on.
std::string read_range(ByteSource& source, std::uint64_t offset, std::size_t length);

// As read_range, from the start.
inline std::string read_head(ByteSource& source, std::size_t length) {
  return read_range(source, 0, length);
}

// As read_range, up to the end.
inline std::string read_tail(ByteSource& source, std::size_t length) {
  return read_range(source, source.size() - std::min<std::uint64_t>(source.size(), length), length);
}

} // namespace package_audit::base
