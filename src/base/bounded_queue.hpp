#pragma once

#include "base/thread_pool.hpp"

#include <condition_variable>
#include <cstddef>
#include <exception>
#include <functional>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

namespace package_audit::base {

// Thrown by the functions of a queue after cancel(): unwinds a thread whose results are not needed.
struct Cancelled {};

// Values in order from one producer thread to one consumer thread. A ring of values that are
// exchanged, never moved out: the memory of consumed values returns to the producer, and no more
// than `capacity` values (and one on each side) exist.
template <typename T>
class BoundedQueue {
public:
  explicit BoundedQueue(std::size_t capacity) : slots_(capacity) {}

  // Producer. Exchanges `value` for a consumed one, or for T() at first. Waits while the queue is
  // full.
  void push(T& value) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return is_cancelled_ || pushed_ - popped_ < slots_.size(); });
    if (is_cancelled_) throw Cancelled();
    std::swap(slots_[pushed_++ % slots_.size()], value);
    changed_.notify_one();
  }
  // Producer, behind the last push(): the end, or the reason why there is no more.
  void close() { fail(nullptr); }
  void fail(std::exception_ptr fault) {
    const std::lock_guard lock(mutex_);
    fault_ = std::move(fault);
    is_closed_ = true;
    changed_.notify_one();
  }

  // Consumer. Exchanges `value`, which was consumed, for the next one. Waits while the queue is
  // empty. Behind the last value returns false, or throws the fault.
  bool pop(T& value) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return is_cancelled_ || is_closed_ || popped_ < pushed_; });
    if (is_cancelled_) throw Cancelled();
    if (popped_ == pushed_) {
      if (fault_) std::rethrow_exception(fault_);
      return false;
    }
    std::swap(slots_[popped_++ % slots_.size()], value);
    changed_.notify_one();
    return true;
  }

  // Any thread: push() and pop() throw Cancelled from now on, on both sides.
  void cancel() {
    const std::lock_guard lock(mutex_);
    is_cancelled_ = true;
    changed_.notify_all();
  }

private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<T> slots_;
  std::size_t pushed_ = 0;
  std::size_t popped_ = 0;
  bool is_closed_ = false;
  bool is_cancelled_ = false;
  std::exception_ptr fault_;
};

// Runs `produce`, which pushes to `queue`, and closes the queue with what it throws.
template <typename Queue, typename Produce>
void fill(Queue& queue, const Produce& produce) noexcept {
  try {
    produce();
    queue.close();
  } catch (const Cancelled&) {
    queue.cancel();
  } catch (...) {
    queue.fail(std::current_exception());
  }
}

// A producer on a thread of a pool. Cancels its queue and waits for the thread when it is
// destroyed.
template <typename Queue>
class Producer {
public:
  // `queue` must outlive it.
  explicit Producer(Queue& queue) : queue_(queue) {}
  ~Producer() { queue_.cancel(); }
  Producer(const Producer&) = delete;
  Producer& operator=(const Producer&) = delete;

  // Fills the queue. Does nothing and returns false when no thread is idle.
  [[nodiscard]] bool try_start(ThreadPool& pool, std::function<void()> produce) {
    running_ = pool.try_run([this, produce = std::move(produce)] { fill(queue_, produce); });
    return running_.has_value();
  }
  // Waits until the thread is done; the queue must have room for all that is not consumed.
  void wait() { running_.reset(); }

private:
  Queue& queue_;
  // Last, so that the destructor waits before anything else goes.
  std::optional<ThreadPool::Running> running_;
};

} // namespace package_audit::base
