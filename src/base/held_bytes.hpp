#pragma once

#include "base/byte_source.hpp"

#include <vector>

namespace package_audit::base {

// Bytes in memory that came piece by piece. Grows without moving what it holds, so that it never
// needs twice its size.
class HeldBytes final : public ByteSource {
public:
  void append(std::span<const std::byte> bytes);

  std::uint64_t size() const override { return size_; }
  std::size_t read_at(std::uint64_t offset, std::span<std::byte> into) override;

private:
  std::vector<std::vector<std::byte>> pieces_;
  std::uint64_t size_ = 0;
};

} // namespace package_audit::base
