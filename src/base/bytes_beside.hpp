#pragma once

#include "base/thread_pool.hpp"

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <span>

namespace package_audit::base {

// Bytes that are copied and dealt with on a thread of a pool, in their order and at most a megabyte
// behind: for what takes long and is not waited for, as digests.
class BytesBeside {
public:
  using Take = std::function<void(std::span<const std::byte>)>;

  // Nothing when no thread is idle. `pool` must outlive it; so must what `take` uses, which belongs
  // to the other thread until finish().
  static std::unique_ptr<BytesBeside> start(ThreadPool& pool, Take take);
  ~BytesBeside();
  BytesBeside(const BytesBeside&) = delete;
  BytesBeside& operator=(const BytesBeside&) = delete;

  void put(std::span<const std::byte> bytes);
  // Waits until all is taken. Throws what `take` threw. To be called once, behind the last put().
  void finish();

private:
  class Queue;
  explicit BytesBeside(Take take);

  std::unique_ptr<Queue> queue_;
  std::optional<ThreadPool::Running> running_;
};

} // namespace package_audit::base
