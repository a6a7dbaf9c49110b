#include "base/held_bytes.hpp"

#include <algorithm>

namespace package_audit::base {

namespace {

constexpr std::size_t k_piece_size = std::size_t{1} << 20;

} // namespace

void HeldBytes::append(std::span<const std::byte> bytes) {
  while (!bytes.empty()) {
    if (pieces_.empty() || pieces_.back().size() == k_piece_size) {
      pieces_.emplace_back();
      // The first piece grows as it needs: most of what is held is small.
      if (pieces_.size() > 1) pieces_.back().reserve(k_piece_size);
    }
    std::vector<std::byte>& piece = pieces_.back();
    const auto part = bytes.first(std::min(bytes.size(), k_piece_size - piece.size()));
    piece.insert(piece.end(), part.begin(), part.end());
    size_ += part.size();
    bytes = bytes.subspan(part.size());
  }
}

std::size_t HeldBytes::read_at(std::uint64_t offset, std::span<std::byte> into) {
  std::size_t done = 0;
  while (done < into.size() && offset < size_) {
    const std::vector<std::byte>& piece = pieces_[static_cast<std::size_t>(offset / k_piece_size)];
    const auto begin = static_cast<std::size_t>(offset % k_piece_size);
    const std::size_t length = std::min(into.size() - done, piece.size() - begin);
    std::copy_n(piece.begin() + static_cast<std::ptrdiff_t>(begin), length,
                into.begin() + static_cast<std::ptrdiff_t>(done));
    done += length;
    offset += length;
  }
  return done;
}

} // namespace package_audit::base
