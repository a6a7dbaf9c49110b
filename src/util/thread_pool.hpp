#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <vector>

namespace package_audit {

// Threads that are started once, so that a process which is about to lose the right to start any
// (sandbox/confine.hpp) has them. Work is handed to them by one thread only.
class ThreadPool {
  class Thread;

public:
  // Work that was handed over; waited for when this object goes.
  class Running {
  public:
    Running() = default;
    explicit Running(Thread* thread) : thread_(thread) {}
    Running(Running&& other) noexcept;
    Running& operator=(Running&& other) noexcept;
    ~Running();

    void wait();

  private:
    Thread* thread_ = nullptr;
  };

  // Works without threads: run() does everything itself.
  ThreadPool();
  // Returns when all of them run. There are fewer than `size` where the system gives no more.
  explicit ThreadPool(std::size_t size);
  ThreadPool(ThreadPool&&) noexcept;
  ThreadPool& operator=(ThreadPool&&) noexcept;
  ~ThreadPool();

  std::size_t size() const { return threads_.size(); }
  bool has_idle() const;
  // Has an idle thread do `work`, or does it here and now when none is idle. `work` must not throw.
  [[nodiscard]] Running run(std::function<void()> work);

private:
  std::vector<std::unique_ptr<Thread>> threads_;
};

// Calls `work` with every number below `count`, each once, in any order and on all idle threads of
// `pool` as well as this one. Returns when all is done; throws what the call with the lowest number
// threw.
void for_each_index(ThreadPool& pool, std::size_t count,
                    const std::function<void(std::size_t)>& work);

} // namespace package_audit
