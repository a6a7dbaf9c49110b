#include "base/head.hpp"

#include <algorithm>

namespace package_audit::base {

std::string read_range(ByteSource& source, std::uint64_t offset, std::size_t length) {
  const std::uint64_t left = source.size() - std::min(offset, source.size());
  std::string bytes(static_cast<std::size_t>(std::min<std::uint64_t>(length, left)), '\0');
  bytes.resize(source.read_at(offset, std::as_writable_bytes(std::span(bytes))));
  return bytes;
}

} // namespace package_audit::base
