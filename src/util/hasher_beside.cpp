#include "util/hasher_beside.hpp"

#include <algorithm>
#include <array>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <vector>

namespace package_audit {

namespace {

constexpr std::size_t k_blocks = 4;
constexpr std::size_t k_block_size = std::size_t{256} << 10;

} // namespace

// A ring of blocks that one thread fills and another hashes.
class HasherBeside::Queue {
public:
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
  Sha256 digest() {
    if (fault_) std::rethrow_exception(fault_);
    return hasher_.finish();
  }

  // On the other thread, until there is nothing more.
  void hash() noexcept {
    for (std::size_t next = 0; wait_for(next); ++next) {
      try {
        if (!fault_) hasher_.update(blocks_.at(next % k_blocks));
      } catch (...) {
        fault_ = std::current_exception();
      }
      advance(hashed_);
    }
  }

private:
  std::vector<std::byte>& wait_for_room() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return filled_ - hashed_ < k_blocks; });
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
  Sha256Hasher hasher_;
  std::exception_ptr fault_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::size_t filled_ = 0;
  std::size_t hashed_ = 0;
  bool is_closed_ = false;
};

HasherBeside::HasherBeside() : queue_(std::make_unique<Queue>()) {}

HasherBeside::~HasherBeside() {
  queue_->close();
  running_.reset();
}

std::unique_ptr<HasherBeside> HasherBeside::start(ThreadPool& pool) {
  std::unique_ptr<HasherBeside> hasher(new HasherBeside());
  hasher->running_ = pool.try_run([queue = hasher->queue_.get()] { queue->hash(); });
  return hasher->running_ ? std::move(hasher) : nullptr;
}

void HasherBeside::update(std::span<const std::byte> bytes) {
  queue_->put(bytes);
}

Sha256 HasherBeside::finish() {
  queue_->close();
  running_.reset();
  return queue_->digest();
}

} // namespace package_audit
