#include "content/relay.hpp"

#include "base/digest.hpp"

#include <algorithm>
#include <array>
#include <condition_variable>
#include <cstdint>
#include <exception>
#include <mutex>
#include <utility>
#include <vector>

namespace package_audit::content {

namespace {

constexpr std::size_t k_batches = 8;
constexpr std::size_t k_batch_bytes = std::size_t{256} << 10;
constexpr std::size_t k_batch_calls = 1024;

// Thrown through a reader whose visitor wants to hear no more.
struct NobodyListens {};

// Calls of a visitor that are still to be made.
class Batch {
public:
  bool is_full() const { return calls_.size() >= k_batch_calls || bytes_.size() >= k_batch_bytes; }
  void begin(Entry entry) {
    entries_.push_back(std::move(entry));
    calls_.push_back({.call = Call::begin});
  }
  // Takes what there is room for and returns the rest.
  std::span<const std::byte> data(std::span<const std::byte> bytes) {
    if (bytes_.capacity() == 0) bytes_.reserve(k_batch_bytes);
    const std::size_t taken = std::min(k_batch_bytes - bytes_.size(), bytes.size());
    bytes_.insert(bytes_.end(), bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(taken));
    calls_.push_back({.call = Call::data, .size = taken});
    return bytes.subspan(taken);
  }
  void end() { calls_.push_back({.call = Call::end}); }

  // Finds the digests of the entries that end here; `hasher` has seen what came before.
  void hash(base::Sha256Hasher& hasher) {
    std::span<const std::byte> left = bytes_;
    for (const Made& made : calls_) {
      if (made.call == Call::end) digests_.push_back(hasher.finish());
      if (made.call != Call::data) continue;
      hasher.update(left.first(made.size));
      left = left.subspan(made.size);
    }
  }

  // Makes the calls, and is empty then.
  void replay(EntryListener& listener) {
    auto entry = entries_.begin();
    auto digest = digests_.begin();
    std::span<const std::byte> left = bytes_;
    for (const Made& made : calls_) {
      switch (made.call) {
      case Call::begin:
        listener.begin_hashed(std::move(*entry++));
        break;
      case Call::data:
        listener.data(left.first(made.size));
        left = left.subspan(made.size);
        break;
      case Call::end:
        listener.end_hashed(*digest++);
        break;
      }
    }
    calls_.clear();
    entries_.clear();
    digests_.clear();
    bytes_.clear();
  }

private:
  enum class Call : std::uint8_t { begin, data, end };
  struct Made {
    Call call = Call::end;
    std::size_t size = 0;
  };

  std::vector<Made> calls_;
  std::vector<Entry> entries_;
  std::vector<base::Sha256> digests_;
  std::vector<std::byte> bytes_;
};

// A ring of batches that one thread fills by reading and another empties by listening. Each batch
// is hashed in between, by whichever of the two would have to wait.
class Relay final : public formats::EntryVisitor {
public:
  // The reader's side.
  void begin(Entry entry) override {
    current().begin(std::move(entry));
    hand_over_if_full();
  }
  void data(std::span<const std::byte> bytes) override {
    while (!bytes.empty()) {
      bytes = current().data(bytes);
      hand_over_if_full();
    }
  }
  void end() override {
    current().end();
    hand_over_if_full();
  }
  void catch_up() override {
    hand_over();
    wait_for_room(0);
  }
  // Nothing more comes, because of `fault` if there is one.
  void finish(std::exception_ptr fault) {
    const std::lock_guard lock(mutex_);
    if (!fault_) fault_ = std::move(fault);
    ++filled_;
    is_finished_ = true;
    changed_.notify_one();
  }

  // The listener's side.
  void replay(EntryListener& listener) {
    for (std::size_t next = 0; wait_for(next); ++next) {
      batches_.at(next % k_batches).replay(listener);
      const std::lock_guard lock(mutex_);
      ++emptied_;
      changed_.notify_one();
    }
    const std::lock_guard lock(mutex_);
    if (fault_) std::rethrow_exception(fault_);
  }
  // Of either side.
  void stop(std::exception_ptr fault) {
    const std::lock_guard lock(mutex_);
    if (!fault_) fault_ = std::move(fault);
    is_stopped_ = true;
    changed_.notify_one();
  }

private:
  // Only the reader's side changes filled_.
  Batch& current() { return batches_.at(filled_ % k_batches); }

  void hand_over_if_full() {
    if (!current().is_full()) return;
    hand_over();
    wait_for_room(k_batches - 1);
  }
  void hand_over() {
    const std::lock_guard lock(mutex_);
    ++filled_;
    changed_.notify_one();
  }
  // Until at most `most` batches are not replayed yet.
  void wait_for_room(std::size_t most) {
    std::unique_lock lock(mutex_);
    hash_until(lock, [&] { return is_stopped_ || filled_ - emptied_ <= most; });
    if (is_stopped_) throw NobodyListens();
  }

  // False when there is none any more.
  bool wait_for(std::size_t batch) {
    std::unique_lock lock(mutex_);
    hash_until(
        lock, [&] { return is_stopped_ || batch < hashed_ || (is_finished_ && batch >= filled_); });
    return !is_stopped_ && batch < hashed_;
  }

  // Hashes what there is to be hashed for as long as `is_over` is false.
  template <typename IsOver>
  void hash_until(std::unique_lock<std::mutex>& lock, IsOver is_over) {
    while (!is_over()) {
      if (hashed_ == filled_ || is_hashing_) {
        changed_.wait(lock);
      } else {
        hash_next(lock);
      }
    }
  }
  void hash_next(std::unique_lock<std::mutex>& lock) {
    is_hashing_ = true;
    lock.unlock();
    try {
      batches_.at(hashed_ % k_batches).hash(hasher_);
    } catch (...) {
      // The other side must not wait for a digest that never comes.
      stop(std::current_exception());
      throw;
    }
    lock.lock();
    is_hashing_ = false;
    ++hashed_;
    changed_.notify_one();
  }

  std::array<Batch, k_batches> batches_;
  // Of whoever has set is_hashing_.
  base::Sha256Hasher hasher_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::size_t filled_ = 0;
  std::size_t hashed_ = 0;
  std::size_t emptied_ = 0;
  bool is_hashing_ = false;
  bool is_finished_ = false;
  bool is_stopped_ = false;
  std::exception_ptr fault_;
};

} // namespace

void read_beside(base::ThreadPool& pool, const std::function<void(formats::EntryVisitor&)>& read,
                 EntryListener& listener) {
  if (!pool.has_idle()) {
    read(listener);
    return;
  }
  Relay relay;
  const auto reading = pool.try_run([&] {
    std::exception_ptr fault;
    try {
      read(relay);
    } catch (const NobodyListens&) {
      fault = nullptr;
    } catch (...) {
      fault = std::current_exception();
    }
    relay.finish(std::move(fault));
  });
  if (!reading) {
    read(listener);
    return;
  }
  try {
    relay.replay(listener);
  } catch (...) {
    relay.stop(nullptr);
    throw;
  }
}

} // namespace package_audit::content
