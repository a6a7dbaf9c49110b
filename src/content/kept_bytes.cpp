#include "content/kept_bytes.hpp"

#include "base/bytes.hpp"

#include <algorithm>

namespace package_audit::content {

namespace {

// What grows over this gets all the room that it may need: memory that is only reserved is not
// resident, and growing step by step touches as much again.
constexpr std::size_t k_small = std::size_t{256} << 10;

} // namespace

void KeptBytes::append(std::span<const std::byte> bytes) {
  const std::string_view text = base::as_text(bytes);
  if (size_ > k_small && head_.capacity() < k_head) head_.reserve(k_head);
  head_ += text.substr(0, k_head - head_.size());
  constexpr std::uint64_t k_tail_begin = k_head - k_tail;
  const std::uint64_t before = size_ < k_tail_begin ? k_tail_begin - size_ : 0;
  if (before < text.size() && tail_.capacity() < k_tail) tail_.reserve(2 * k_tail + text.size());
  tail_ += text.substr(std::min<std::uint64_t>(before, text.size()));
  size_ += text.size();
  // Moves what stays once for as much that is new.
  if (tail_.size() > 2 * k_tail) tail_.erase(0, tail_.size() - k_tail);
}

void KeptBytes::clear() {
  head_.clear();
  tail_.clear();
  size_ = 0;
}

std::optional<std::string_view> KeptBytes::at(std::uint64_t offset, std::uint64_t length) const {
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
