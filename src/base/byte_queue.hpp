#pragma once

#include "base/bounded_queue.hpp"

#include <cstddef>
#include <exception>
#include <span>
#include <vector>

namespace package_audit::base {

// Bytes in order from one thread to another, copied once, in blocks of k_block_size. May carry
// several contents one after the other. push(), pop() and the rest behave as those of BoundedQueue.
class ByteQueue {
public:
  static constexpr std::size_t k_block_size = std::size_t{256} << 10;

  // Holds `max_bytes`, rounded up to blocks, and a block on each side.
  explicit ByteQueue(std::size_t max_bytes) : blocks_(max_bytes / k_block_size + 1) {}

  // Producer. A block is visible to the consumer when it is full and when the queue is closed.
  void push(std::span<const std::byte> bytes);
  void end_content();
  void close();
  void fail(std::exception_ptr fault);

  // Consumer. The next bytes, valid until the next call; empty at the end of each content and, for
  // good, at the end of the queue.
  std::span<const std::byte> pop();

  void cancel() { blocks_.cancel(); }

private:
  struct Block {
    std::vector<std::byte> bytes{};
    // Offsets in `bytes`.
    std::vector<std::size_t> content_ends{};
  };

  void flush();

  BoundedQueue<Block> blocks_;
  // The producer's.
  Block filling_;
  // The consumer's, and how much of it is consumed.
  Block draining_;
  std::size_t position_ = 0;
  std::size_t ends_passed_ = 0;
};

} // namespace package_audit::base
