#include "base/chunked_buffer.hpp"

#include <algorithm>

namespace package_audit::base {

namespace {

constexpr std::size_t k_chunk_size = std::size_t{1} << 20;

} // namespace

void ChunkedBuffer::append(Bytes bytes) {
  while (!bytes.empty()) {
    if (chunks_.empty() || chunks_.back().size() == k_chunk_size) {
      chunks_.emplace_back();
      // The first chunk grows as needed: most buffers are small.
      if (chunks_.size() > 1) chunks_.back().reserve(k_chunk_size);
    }
    std::vector<std::byte>& chunk = chunks_.back();
    const auto part = bytes.first(std::min(bytes.size(), k_chunk_size - chunk.size()));
    chunk.insert(chunk.end(), part.begin(), part.end());
    size_ += part.size();
    bytes = bytes.subspan(part.size());
  }
}

std::size_t ChunkedBuffer::read_at(std::uint64_t offset, WritableBytes into) {
  std::size_t done = 0;
  while (done < into.size() && offset < size_) {
    const std::vector<std::byte>& chunk = chunks_[static_cast<std::size_t>(offset / k_chunk_size)];
    const auto begin = static_cast<std::size_t>(offset % k_chunk_size);
    const std::size_t length = std::min(into.size() - done, chunk.size() - begin);
    std::copy_n(chunk.begin() + static_cast<std::ptrdiff_t>(begin), length,
                into.begin() + static_cast<std::ptrdiff_t>(done));
    done += length;
    offset += length;
  }
  return done;
}

} // namespace package_audit::base
