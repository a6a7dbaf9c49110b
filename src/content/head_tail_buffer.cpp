#include "content/head_tail_buffer.hpp"

#include "base/bytes.hpp"

#include <algorithm>

namespace package_audit::content {

namespace {

// A larger head reserves its final size: reserved memory is not resident, and growing in steps
// touches twice as much.
constexpr std::size_t k_max_small_size = std::size_t{256} << 10;

} // namespace

void HeadTailBuffer::append(std::span<const std::byte> bytes) {
  const std::string_view text = base::as_text(bytes);
  if (size_ > k_max_small_size && head_.capacity() < k_head_size) head_.reserve(k_head_size);
  head_ += text.substr(0, k_head_size - head_.size());
  constexpr std::uint64_t k_tail_begin = k_head_size - k_tail_size;
  const std::uint64_t before = size_ < k_tail_begin ? k_tail_begin - size_ : 0;
  if (before < text.size() && tail_.capacity() < k_tail_size)
    tail_.reserve(2 * k_tail_size + text.size());
  tail_ += text.substr(std::min<std::uint64_t>(before, text.size()));
  size_ += text.size();
  // Move the bytes that stay once for as many new ones.
  if (tail_.size() > 2 * k_tail_size) tail_.erase(0, tail_.size() - k_tail_size);
}

void HeadTailBuffer::clear() {
  head_.clear();
  tail_.clear();
  size_ = 0;
}

std::optional<std::string_view> HeadTailBuffer::at(std::uint64_t offset,
                                                   std::uint64_t length) const {
  if (offset > size_ || length > size_ - offset) return std::nullopt;
  if (offset + length <= head_.size()) {
    return std::string_view(head_).substr(static_cast<std::size_t>(offset),
                                          static_cast<std::size_t>(length));
  }
  const std::uint64_t tail_begin = size_ - tail_.size();
  if (offset < tail_begin) return std::nullopt;
  return std::string_view(tail_).substr(static_cast<std::size_t>(offset - tail_begin),
                                        static_cast<std::size_t>(length));
}

} // namespace package_audit::content
