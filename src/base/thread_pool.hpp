#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace package_audit::base {

// Threads that are started once, so that a process which is about to lose the right to start any
// (sandbox/confine.hpp) has them. Any thread may hand work to them.
class ThreadPool {
  class Thread;

public:
  // Work that was handed over; waited for when this object goes.
  class Running {
  public:
    Running() = default;
    Running(Thread* thread, std::uint64_t number) : thread_(thread), number_(number) {}
    Running(Running&& other) noexcept;
    Running& operator=(Running&& other) noexcept;
    ~Running();

    void wait();

  private:
    Thread* thread_ = nullptr;
    std::uint64_t number_ = 0;
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
  // Has an idle thread do `work`; nothing happens when none is idle. `work` must not throw.
  [[nodiscard]] std::optional<Running> try_run(const std::function<void()>& work);
  // Has an idle thread do `work`, or does it here and now when none is idle.
  [[nodiscard]] Running run(const std::function<void()>& work);

private:
  std::vector<std::unique_ptr<Thread>> threads_;
};

// The pool of whoever is to work without threads.
ThreadPool& no_threads();

// Calls `work` with every number below `count`, each once, in any order and on all idle threads of
// `pool` as well as this one. Returns when all is done; throws what the call with the lowest number
// threw.
void for_each_index(ThreadPool& pool, std::size_t count,
                    const std::function<void(std::size_t)>& work);

} // namespace package_audit::base
