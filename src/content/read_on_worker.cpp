#include "content/read_on_worker.hpp"

#include "base/bounded_queue.hpp"
#include "base/digest.hpp"

#include <algorithm>
#include <cstdint>
#include <exception>
#include <optional>
#include <utility>
#include <vector>

namespace package_audit::content {

namespace {

using Read = std::function<void(formats::EntryVisitor&)>;

// Batches that wait to be hashed, and batches that wait for the listener.
constexpr std::size_t k_queued_batches = 4;
constexpr std::size_t k_batch_bytes = std::size_t{256} << 10;
constexpr std::size_t k_batch_calls = 1024;

// Calls of a visitor, to be made later on another thread.
class Batch {
public:
  bool is_full() const { return calls_.size() >= k_batch_calls || bytes_.size() >= k_batch_bytes; }
  void begin(Entry entry) {
    entries_.push_back(std::move(entry));
    calls_.push_back({.kind = CallKind::begin});
  }
  // Copies as much as there is room for and returns the rest.
  std::span<const std::byte> data(std::span<const std::byte> bytes) {
    if (bytes_.capacity() == 0) bytes_.reserve(k_batch_bytes);
    const std::size_t taken = std::min(k_batch_bytes - bytes_.size(), bytes.size());
    bytes_.insert(bytes_.end(), bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(taken));
    calls_.push_back({.kind = CallKind::data, .size = taken});
    return bytes.subspan(taken);
  }
  void end() { calls_.push_back({.kind = CallKind::end}); }

  // Computes the digests of the entries that end here; `hasher` has the bytes of earlier batches.
  void hash(base::Sha256Hasher& hasher) {
    std::span<const std::byte> left = bytes_;
    for (const Call& call : calls_) {
      if (call.kind == CallKind::end) digests_.push_back(hasher.finish());
      if (call.kind != CallKind::data) continue;
      hasher.update(left.first(call.size));
      left = left.subspan(call.size);
    }
  }

  // Makes the calls and removes them.
  void replay(EntryListener& listener) {
    auto entry = entries_.begin();
    auto digest = digests_.begin();
    std::span<const std::byte> left = bytes_;
    for (const Call& call : calls_) {
      switch (call.kind) {
      case CallKind::begin:
        listener.begin_hashed(std::move(*entry++));
        break;
      case CallKind::data:
        listener.data(left.first(call.size));
        left = left.subspan(call.size);
        break;
      case CallKind::end:
        listener.end_hashed(*digest++);
        break;
      }
    }
    calls_.clear();
    entries_.clear();
    digests_.clear();
    bytes_.clear();
    is_awaited = false;
  }

  // Whether the reader waits until it is replayed.
  bool is_awaited = false;

private:
  enum class CallKind : std::uint8_t { begin, data, end };
  struct Call {
    CallKind kind = CallKind::end;
    std::size_t size = 0;
  };

  std::vector<Call> calls_;
  std::vector<Entry> entries_;
  std::vector<base::Sha256> digests_;
  std::vector<std::byte> bytes_;
};

// Three stages with a queue between two of them: read, hash, and the calls of the listener.
class Pipeline {
public:
  Pipeline() = default;
  // Cancels every stage before it waits for the first.
  ~Pipeline() {
    read_batches_.cancel();
    hashed_batches_.cancel();
    caught_up_.cancel();
  }
  Pipeline(const Pipeline&) = delete;
  Pipeline& operator=(const Pipeline&) = delete;

  // False when no thread is idle; nothing was read then.
  [[nodiscard]] bool start(base::ThreadPool& pool, const Read& read) {
    reading_ = pool.try_run([&] { read_all(pool, read); });
    return reading_.has_value();
  }
  // The last stage, until the end or a fault.
  void replay(EntryListener& listener) {
    for (Batch batch; hashed_batches_.pop(batch);) {
      const bool is_awaited = batch.is_awaited;
      batch.replay(listener);
      CaughtUp caught_up;
      if (is_awaited) caught_up_.push(caught_up);
    }
  }

private:
  struct CaughtUp {};
  class Writer;

  void read_all(base::ThreadPool& pool, const Read& read) noexcept;
  void hash_all();

  base::BoundedQueue<Batch> read_batches_{k_queued_batches};
  base::BoundedQueue<Batch> hashed_batches_{k_queued_batches};
  // Replies to catch_up().
  base::BoundedQueue<CaughtUp> caught_up_{1};
  // Last, so that the destructor waits before anything else goes.
  std::optional<base::ThreadPool::Running> reading_;
};

// What the reader calls.
class Pipeline::Writer final : public formats::EntryVisitor {
public:
  // Hashes the batches for `hashed_batches_` itself.
  Writer(Pipeline& pipeline, bool hashes)
      : output_(hashes ? pipeline.hashed_batches_ : pipeline.read_batches_),
        caught_up_(pipeline.caught_up_), hashes_(hashes) {}

  void begin(Entry entry) override {
    batch_.begin(std::move(entry));
    if (batch_.is_full()) hand_over();
  }
  void data(std::span<const std::byte> bytes) override {
    while (!bytes.empty()) {
      bytes = batch_.data(bytes);
      if (batch_.is_full()) hand_over();
    }
  }
  void end() override {
    batch_.end();
    if (batch_.is_full()) hand_over();
  }
  void catch_up() override {
    batch_.is_awaited = true;
    hand_over();
    CaughtUp reply;
    caught_up_.pop(reply);
  }

  // The end of the reading, behind the calls so far.
  void close() {
    hand_over();
    output_.close();
  }
  void fail(std::exception_ptr fault) {
    try {
      hand_over();
    } catch (...) {
      fault = std::current_exception();
    }
    output_.fail(std::move(fault));
  }
  void cancel() { output_.cancel(); }

private:
  void hand_over() {
    if (hashes_) batch_.hash(hasher_);
    output_.push(batch_);
  }

  base::BoundedQueue<Batch>& output_;
  base::BoundedQueue<CaughtUp>& caught_up_;
  bool hashes_;
  base::Sha256Hasher hasher_;
  Batch batch_;
};

void Pipeline::read_all(base::ThreadPool& pool, const Read& read) noexcept {
  const auto hashing =
      pool.try_run([this] { base::fill(hashed_batches_, [this] { hash_all(); }); });
  Writer writer(*this, !hashing);
  base::fill(writer, [&] { read(writer); });
}

void Pipeline::hash_all() {
  base::Sha256Hasher hasher;
  for (Batch batch; read_batches_.pop(batch);) {
    batch.hash(hasher);
    hashed_batches_.push(batch);
  }
}

} // namespace

void read_on_worker(base::ThreadPool& pool, const Read& read, EntryListener& listener) {
  Pipeline pipeline;
  if (pipeline.start(pool, read)) {
    pipeline.replay(listener);
  } else {
    read(listener);
  }
}

} // namespace package_audit::content
