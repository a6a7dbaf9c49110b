#include "base/bytes_beside.hpp"

#include <algorithm>
#include <array>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <utility>
#include <vector>

namespace package_audit::base {

namespace {

constexpr std::size_t k_blocks = 4;
constexpr std::size_t k_block_size = std::size_t{256} << 10;

} // namespace

// A ring of blocks that one thread fills and another takes.
class BytesBeside::Queue {
public:
  explicit Queue(Take take) : take_(std::move(take)) {}

  void put(std::span<const std::byte> bytes) {
    while (!bytes.empty()) {
      const auto part = bytes.first(std::min(bytes.size(), k_block_size));
      std::vector<std::byte>& block = wait_for_room();
      block.assign(part.begin(), part.end());
      advance(filled_);
      bytes = bytes.subspan(part.size());
    }
  }
  void close() {
    const std::lock_guard lock(mutex_);
    is_closed_ = true;
    changed_.notify_one();
  }
  // Once the other thread is done.
  void rethrow() const {
    if (fault_) std::rethrow_exception(fault_);
  }

  // On the other thread, until there is nothing more.
  void take_all() noexcept {
    for (std::size_t next = 0; wait_for(next); ++next) {
      try {
        if (!fault_) take_(blocks_.at(next % k_blocks));
      } catch (...) {
        fault_ = std::current_exception();
      }
      advance(taken_);
    }
  }

private:
  std::vector<std::byte>& wait_for_room() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return filled_ - taken_ < k_blocks; });
    return blocks_.at(filled_ % k_blocks);
  }
  bool wait_for(std::size_t block) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return block < filled_ || is_closed_; });
    return block < filled_;
  }
  void advance(std::size_t& count) {
    const std::lock_guard lock(mutex_);
    ++count;
    changed_.notify_one();
  }

  std::array<std::vector<std::byte>, k_blocks> blocks_;
  // Of the other thread until it is done.
  Take take_;
  std::exception_ptr fault_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::size_t filled_ = 0;
  std::size_t taken_ = 0;
  bool is_closed_ = false;
};

BytesBeside::BytesBeside(Take take) : queue_(std::make_unique<Queue>(std::move(take))) {}

BytesBeside::~BytesBeside() {
  queue_->close();
  running_.reset();
}

std::unique_ptr<BytesBeside> BytesBeside::start(ThreadPool& pool, Take take) {
  std::unique_ptr<BytesBeside> beside(new BytesBeside(std::move(take)));
  beside->running_ = pool.try_run([queue = beside->queue_.get()] { queue->take_all(); });
  return beside->running_ ? std::move(beside) : nullptr;
}

void BytesBeside::put(std::span<const std::byte> bytes) {
  queue_->put(bytes);
}

void BytesBeside::finish() {
  queue_->close();
  running_.reset();
  queue_->rethrow();
}

} // namespace package_audit::base
