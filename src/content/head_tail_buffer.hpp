#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace package_audit::content {

// The first and the last bytes of a content that is appended block by block, where headers and
// section tables are. Bounds the memory that an entry takes.
class HeadTailBuffer {
public:
  static constexpr std::size_t k_head_size = std::size_t{16} << 20;
  static constexpr std::size_t k_tail_size = std::size_t{4} << 20;

  void append(std::span<const std::byte> bytes);
  void clear();

  // Of the whole content, buffered or not.
  std::uint64_t size() const { return size_; }
  // True when all of the content is buffered.
  bool is_whole() const { return size_ <= k_head_size; }
  // `length` bytes at `offset`; nothing when some are outside of the content or not buffered. Valid
  // until the next append() or clear().
  std::optional<std::string_view> at(std::uint64_t offset, std::uint64_t length) const;

private:
  std::string head_;
  // At least the last k_tail_size bytes of all that follow offset k_head_size - k_tail_size, so
  // that a range across the end of the head is contiguous.
  std::string tail_;
  std::uint64_t size_ = 0;
};

} // namespace package_audit::content
