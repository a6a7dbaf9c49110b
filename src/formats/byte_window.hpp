#pragma once

#include "base/byte_source.hpp"

#include <algorithm>
#include <vector>

namespace package_audit::formats {

// Reads short ranges of a source through a buffer: one read() for ranges that are close together.
class ByteWindow {
public:
  explicit ByteWindow(base::ByteSource& source) : source_(source) {}

  // `length` bytes from `offset`, fewer only at the end of the source. Valid until the next call.
  std::span<const std::byte> bytes(std::uint64_t offset, std::size_t length) {
    if (offset < begin_ || offset + length > begin_ + held_) {
      block_.resize(std::max({block_.size(), length, k_size}));
      begin_ = offset;
      held_ = source_.read_at(offset, block_);
    }
    const std::size_t skipped = static_cast<std::size_t>(offset - begin_);
    return std::span(block_).subspan(skipped, std::min(length, held_ - skipped));
  }

private:
  static constexpr std::size_t k_size = std::size_t{16} << 10;

  base::ByteSource& source_;
  std::vector<std::byte> block_;
  std::uint64_t begin_ = 0;
  std::size_t held_ = 0;
};

} // namespace package_audit::formats
