#include "util/thread_pool.hpp"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>

namespace package_audit {

class ThreadPool::Thread {
public:
  Thread() : thread_([this] { loop(); }) { wait(); }
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
  void start(std::function<void()> work) {
    work_ = std::move(work);
    set(State::busy);
  }
  void wait() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return state_ == State::idle; });
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
  std::function<void()> work_;
  std::thread thread_;
};

ThreadPool::Running::Running(Running&& other) noexcept
    : thread_(std::exchange(other.thread_, nullptr)) {}

ThreadPool::Running& ThreadPool::Running::operator=(Running&& other) noexcept {
  wait();
  thread_ = std::exchange(other.thread_, nullptr);
  return *this;
}

ThreadPool::Running::~Running() {
  wait();
}

void ThreadPool::Running::wait() {
  if (thread_ != nullptr) std::exchange(thread_, nullptr)->wait();
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

ThreadPool::Running ThreadPool::run(std::function<void()> work) {
  const auto idle = std::find_if(threads_.begin(), threads_.end(),
                                 [](const auto& thread) { return thread->is_idle(); });
  if (idle == threads_.end()) {
    work();
    return {};
  }
  (*idle)->start(std::move(work));
  return Running(idle->get());
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
    while (pool.has_idle())
      running.push_back(pool.run(take_all));
    take_all();
  }
  for (const std::exception_ptr& fault : faults) {
    if (fault) std::rethrow_exception(fault);
  }
}

} // namespace package_audit
