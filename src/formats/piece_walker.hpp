#pragma once

#include "formats/stream_walker.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace package_audit::formats {

// A StreamWalker that asks for one piece of the archive after the other, so that it need not know
// in what blocks the bytes come.
class PieceWalker : public StreamWalker {
public:
  void feed(std::span<const std::byte> bytes) final;
  std::uint64_t accepted() const final;

protected:
  enum class Piece {
    kept,    // needed as a whole
    content, // of a member, which is nothing to us
    zeros    // padding
  };

  // What comes next. Each piece ends with a call of complete(), also one of no bytes.
  void want(Piece piece, std::uint64_t size);
  // The piece that was wanted is there: its bytes if it was kept, else nothing. Wants the next one.
  virtual void complete(std::string_view bytes) = 0;
  // A padding holds something else than zeros. Throws ReadFault.
  [[noreturn]] virtual void refuse_padding() = 0;

  // How many bytes of the piece came so far, and how many did not.
  std::uint64_t received() const { return size_ - missing_; }
  std::uint64_t missing() const { return missing_; }
  // Where in the archive the piece ends.
  std::uint64_t piece_end() const { return piece_end_; }

  // How many bytes it takes from `offset` to a multiple of `alignment`.
  static constexpr std::uint64_t padding(std::uint64_t offset, std::uint64_t alignment) {
    return (alignment - offset % alignment) % alignment;
  }

private:
  void keep(std::span<const std::byte> part);

  Piece piece_ = Piece::kept;
  std::uint64_t size_ = 0;
  std::uint64_t missing_ = 0;
  std::uint64_t piece_end_ = 0;
  std::string kept_;
};

} // namespace package_audit::formats
