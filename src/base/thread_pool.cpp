#include "base/thread_pool.hpp"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>

namespace package_audit::base {

class ThreadPool::Thread {
public:
  Thread() : thread_([this] { loop(); }) { wait(0); }
  ~Thread() {
    set(State::ended);
    thread_.join();
  }
  Thread(const Thread&) = delete;
  Thread& operator=(const Thread&) = delete;

  bool is_idle() const {
    const std::lock_guard lock(mutex_);
    return state_ == State::idle;
  }
  // The number of the work, counted from 1; 0 when the thread is not idle.
  std::uint64_t try_start(const std::function<void()>& work) {
    const std::lock_guard lock(mutex_);
    if (state_ != State::idle) return 0;
    work_ = work;
    state_ = State::busy;
    changed_.notify_all();
    return ++started_;
  }
  // Until the work with that number is done; the thread may be at another one by then.
  void wait(std::uint64_t number) {
    std::unique_lock lock(mutex_);
    changed_.wait(
        lock, [&] { return started_ > number || (started_ == number && state_ == State::idle); });
  }

private:
  enum class State { starting, idle, busy, ended };

  void set(State state) {
    const std::lock_guard lock(mutex_);
    state_ = state;
    changed_.notify_all();
  }

  void loop() {
    set(State::idle);
    while (true) {
      {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [this] { return state_ == State::busy || state_ == State::ended; });
        if (state_ == State::ended) return;
      }
      work_();
      set(State::idle);
    }
  }

  mutable std::mutex mutex_;
  std::condition_variable changed_;
  State state_ = State::starting;
  std::uint64_t started_ = 0;
  std::function<void()> work_;
  std::thread thread_;
};

ThreadPool::Running::Running(Running&& other) noexcept
    : thread_(std::exchange(other.thread_, nullptr)), number_(other.number_) {}

ThreadPool::Running& ThreadPool::Running::operator=(Running&& other) noexcept {
  wait();
  thread_ = std::exchange(other.thread_, nullptr);
  number_ = other.number_;
  return *this;
}

ThreadPool::Running::~Running() {
  wait();
}

void ThreadPool::Running::wait() {
  if (thread_ != nullptr) std::exchange(thread_, nullptr)->wait(number_);
}

ThreadPool::ThreadPool() = default;

ThreadPool::ThreadPool(std::size_t size) {
  try {
    while (threads_.size() < size)
      threads_.push_back(std::make_unique<Thread>());
  } catch (const std::system_error&) {
    // As many as there are have to do.
    return;
  }
}

ThreadPool::ThreadPool(ThreadPool&&) noexcept = default;
ThreadPool& ThreadPool::operator=(ThreadPool&&) noexcept = default;
ThreadPool::~ThreadPool() = default;

bool ThreadPool::has_idle() const {
  return std::any_of(threads_.begin(), threads_.end(),
                     [](const auto& thread) { return thread->is_idle(); });
}

std::optional<ThreadPool::Running> ThreadPool::try_run(const std::function<void()>& work) {
  for (const std::unique_ptr<Thread>& thread : threads_) {
    if (const std::uint64_t number = thread->try_start(work)) return Running(thread.get(), number);
  }
  return std::nullopt;
}

ThreadPool::Running ThreadPool::run(const std::function<void()>& work) {
  if (auto running = try_run(work)) return std::move(*running);
  work();
  return {};
}

ThreadPool& no_threads() {
  static ThreadPool none;
  return none;
}

void for_each_index(ThreadPool& pool, std::size_t count,
                    const std::function<void(std::size_t)>& work) {
  std::atomic<std::size_t> next = 0;
  std::vector<std::exception_ptr> faults(count);
  const auto take_all = [&] {
    for (std::size_t i = next++; i < count; i = next++) {
      try {
        work(i);
      } catch (...) {
        faults[i] = std::current_exception();
      }
    }
  };
  {
    std::vector<ThreadPool::Running> running;
    running.reserve(pool.size());
    while (auto another = pool.try_run(take_all))
      running.push_back(std::move(*another));
    take_all();
  }
  for (const std::exception_ptr& fault : faults) {
    if (fault) std::rethrow_exception(fault);
  }
}

} // namespace package_audit::base
