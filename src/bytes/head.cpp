#include "bytes/head.hpp"

namespace package_audit {

std::string read_range(ByteSource& source, std::uint64_t offset, std::size_t length) {
  std::string bytes(length, '\0');
  bytes.resize(source.read_at(offset, std::as_writable_bytes(std::span(bytes))));
  return bytes;
}

} // namespace package_audit
