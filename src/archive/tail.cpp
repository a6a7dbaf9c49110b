#include "archive/tail.hpp"

#include "bytes/fault.hpp"

#include <algorithm>

namespace package_audit {

std::span<const std::byte> TailStream::next() {
  const std::span<const std::byte> block = inner_.next();
  const auto last = std::find_if(block.rbegin(), block.rend(),
                                 [](std::byte byte) { return byte != std::byte{0}; });
  const auto zeros = static_cast<std::uint64_t>(last - block.rbegin());
  zeros_ = zeros == block.size() ? zeros_ + zeros : zeros;
  size_ += block.size();
  return block;
}

void TailStream::expect_zeros(std::uint64_t offset, std::uint64_t least) {
  while (!next().empty()) {
  }
  if (size_ < offset + least) {
    throw ReadFault(AnomalyKind::damaged, "the archive's end mark is missing");
  }
  if (size_ - offset > zeros_) {
    throw ReadFault(AnomalyKind::unexpected_bytes, "further bytes follow the end of the archive");
  }
}

} // namespace package_audit
