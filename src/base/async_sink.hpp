#pragma once

#include "base/byte_queue.hpp"
#include "base/thread_pool.hpp"

#include <cstddef>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <span>

namespace package_audit::base {

// Bytes that are copied and consumed on a thread of a pool, in order and at most a megabyte behind:
// for digests, which take long and are needed late.
class AsyncSink {
public:
  using Consume = std::function<void(std::span<const std::byte>)>;

  // Null when no thread is idle. `pool` must outlive it; so must what `consume` uses, which belongs
  // to the other thread until finish().
  static std::unique_ptr<AsyncSink> start(ThreadPool& pool, Consume consume);
  ~AsyncSink();
  AsyncSink(const AsyncSink&) = delete;
  AsyncSink& operator=(const AsyncSink&) = delete;

  void put(std::span<const std::byte> bytes) { queue_.push(bytes); }
  // Waits until all is consumed. Throws what `consume` threw. To be called once, behind the last
  // put().
  void finish();

private:
  explicit AsyncSink(Consume consume) : consume_(std::move(consume)) {}
  void consume_all() noexcept;

  ByteQueue queue_{std::size_t{1} << 20};
  // Of the other thread until it is done.
  Consume consume_;
  std::exception_ptr fault_;
  // Last, so that the destructor waits before anything else goes.
  std::optional<ThreadPool::Running> running_;
};

} // namespace package_audit::base
