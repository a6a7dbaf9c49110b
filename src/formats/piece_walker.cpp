#include "formats/piece_walker.hpp"

#include "base/bytes.hpp"

#include <algorithm>

namespace package_audit::formats {

void PieceWalker::want(Piece piece, std::uint64_t size) {
  piece_ = piece;
  size_ = missing_ = size;
  piece_end_ += size;
}

void PieceWalker::feed(std::span<const std::byte> bytes) {
  while (!bytes.empty()) {
    const auto here = static_cast<std::size_t>(std::min<std::uint64_t>(missing_, bytes.size()));
    const std::span<const std::byte> part = bytes.first(here);
    bytes = bytes.subspan(here);
    missing_ -= here;
    if (piece_ == Piece::zeros && !base::is_all_zero(part)) refuse_padding();
    if (piece_ == Piece::kept && here < size_) {
      keep(part);
    } else if (missing_ == 0) {
      complete(piece_ == Piece::kept ? base::as_text(part) : std::string_view{});
    }
    while (missing_ == 0)
      complete({});
  }
}

std::uint64_t PieceWalker::accepted() const {
  const std::uint64_t begin = piece_end_ - size_;
  return piece_ == Piece::content ? begin + received() : begin;
}

void PieceWalker::keep(std::span<const std::byte> part) {
  kept_.append(base::as_text(part));
  if (missing_ > 0) return;
  const std::string whole = std::exchange(kept_, {});
  complete(whole);
}

} // namespace package_audit::formats
