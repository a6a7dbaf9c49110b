#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <memory>
#include <mutex>
#include <span>
#include <vector>

namespace package_audit::formats::compression {

// Plain bytes on their way from a thread that unpacks them to one that takes them. May hold several
// contents, each with a mark behind it.
class ChunkPipe {
public:
  // Thrown on the unpacking side when nobody takes anything any more.
  struct Unwanted {};

  // At most about `most` bytes wait to be taken; whoever unpacks more waits too.
  explicit ChunkPipe(std::size_t most) : most_(most) {}

  // The unpacking side: room for `least` bytes or more, of which the first `size` are then handed
  // over.
  std::span<std::byte> room(std::size_t least);
  void put(std::size_t size);
  // Copies them.
  void append(std::span<const std::byte> bytes);
  void mark() { put(0); }
  // Nothing more comes, because of `fault` if there is one.
  void finish(std::exception_ptr fault);

  // The taking side: the next bytes, valid until the next call; empty at a mark and, for good, at
  // the end. Throws the fault at its place.
  std::span<const std::byte> next();
  void stop();

private:
  using Buffer = std::shared_ptr<std::byte[]>;
  struct Piece {
    Buffer buffer{};
    std::span<const std::byte> bytes{};
  };

  Buffer new_buffer();

  std::size_t most_;
  // Of the unpacking side: the buffer that is being filled.
  Buffer buffer_;
  std::size_t used_ = 0;
  // Of the taking side: what it was given last.
  Piece taken_;

  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Piece> pieces_;
  std::vector<Buffer> spare_;
  std::size_t waiting_ = 0;
  std::exception_ptr fault_;
  bool is_finished_ = false;
  bool is_stopped_ = false;
};

} // namespace package_audit::formats::compression
