#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace package_audit::content {

// The beginning and the end of an entry's content, as much as structure readers need: headers stand
// at the start, directories and section tables at the end. What is kept bounds what an entry costs
// in memory.
class KeptBytes {
public:
  static constexpr std::size_t k_head = std::size_t{16} << 20;
  static constexpr std::size_t k_tail = std::size_t{4} << 20;

  void append(std::span<const std::byte> bytes);
  void clear();

  // Of the whole content, kept or not.
  std::uint64_t size() const { return size_; }
  // True when nothing of the content is missing.
  bool is_whole() const { return size_ <= k_head; }
  // The bytes from `offset` on, `length` of them; nothing when they are not all in the content, or
  // not all kept. Valid until the next append() or clear().
  std::optional<std::string_view> at(std::uint64_t offset, std::uint64_t length) const;

private:
  std::string head_;
  // Everything from k_head - k_tail on, of which the last k_tail bytes at least are still there:
  // what stands across the end of the head is in here.
  std::string tail_;
  std::uint64_t size_ = 0;
};

} // namespace package_audit::content
