#pragma once

#include "base/byte_source.hpp"
#include "base/bytes.hpp"

#include <vector>

namespace package_audit::base {

// A buffer in memory that grows by chunks of 1 MiB. Full chunks are never moved, so that it does
// not need twice its size while it grows.
class ChunkedBuffer final : public ByteSource {
public:
  void append(Bytes bytes);

  std::uint64_t size() const override { return size_; }
  std::size_t read_at(std::uint64_t offset, WritableBytes into) override;

private:
  std::vector<std::vector<std::byte>> chunks_;
  std::uint64_t size_ = 0;
};

} // namespace package_audit::base
