#pragma once

#include "bytes/byte_source.hpp"

namespace package_audit {

// Passes a stream on and remembers how it ends. libarchive stops at an archive's end mark and says
// nothing of what follows, not even of what follows in the block that it holds already.
class TailStream final : public ByteStream {
public:
  explicit TailStream(ByteStream& inner) : inner_(inner) {}
  std::span<const std::byte> next() override;

  // Reads to the end. Throws ReadFault unless the bytes from `offset` on are all zero and at least
  // `least`.
  void expect_zeros(std::uint64_t offset, std::uint64_t least);

private:
  ByteStream& inner_;
  std::uint64_t size_ = 0;
  // How many of the last bytes so far are zero.
  std::uint64_t zeros_ = 0;
};

} // namespace package_audit
