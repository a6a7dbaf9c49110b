#include "formats/zip/prefetcher.hpp"

#include "base/bounded_queue.hpp"
#include "base/byte_queue.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace package_audit::formats::zip {

namespace {

constexpr std::size_t k_output_size = std::size_t{256} << 10;
// Compressed bytes and members of one group. A larger file is decompressed inline, so that it is
// never held.
constexpr std::uint64_t k_max_group_size = std::uint64_t{512} << 10;
constexpr std::size_t k_max_group_members = 256;
constexpr std::size_t k_max_groups = 4;
// Decompressed bytes of one group that wait for the reader.
constexpr std::size_t k_max_waiting = std::size_t{4} << 20;

// A part of a file in memory, at its offset.
class BufferedRange final : public base::ByteSource {
public:
  BufferedRange(std::uint64_t begin, std::vector<std::byte> bytes)
      : begin_(begin), bytes_(std::move(bytes)) {}

  std::uint64_t size() const override { return begin_ + bytes_.size(); }
  std::size_t read_at(std::uint64_t offset, base::WritableBytes into) override {
    if (offset < begin_ || offset >= size()) return 0;
    const auto from = std::span(bytes_).subspan(static_cast<std::size_t>(offset - begin_));
    const std::size_t length = std::min(from.size(), into.size());
    std::copy_n(from.begin(), length, into.begin());
    return length;
  }

private:
  std::uint64_t begin_;
  std::vector<std::byte> bytes_;
};

} // namespace

// Files that follow each other, with their compressed bytes.
class Prefetcher::Group {
public:
  // `end` is the first member behind the group.
  Group(BufferedRange range, std::vector<ContentLocation> contents, std::size_t end)
      : range_(std::move(range)), contents_(std::move(contents)), end_(end) {}

  std::size_t end() const { return end_; }
  [[nodiscard]] bool try_start(base::ThreadPool& threads) {
    return producer_.try_start(threads, [this] { decompress(); });
  }
  // Of one file after the other; empty at the end of each.
  base::Bytes next() { return queue_.pop(); }

private:
  void decompress() {
    Decompressor decompressor(range_);
    std::vector<std::byte> output(k_output_size);
    for (const ContentLocation& content : contents_) {
      decompressor.open(content);
      while (const std::size_t size = decompressor.next(output))
        queue_.push(std::span(output).first(size));
      queue_.end_content();
    }
  }

  BufferedRange range_;
  std::vector<ContentLocation> contents_;
  std::size_t end_;
  base::ByteQueue queue_{k_max_waiting};
  // Last, so that its thread is waited for before anything else goes.
  base::Producer<base::ByteQueue> producer_{queue_};
};

Prefetcher::Prefetcher(base::ByteSource& source, const Parser& parser, base::ThreadPool& threads)
    : source_(source), parser_(parser), threads_(threads), inline_(source), output_(k_output_size) {
}

Prefetcher::~Prefetcher() = default;

void Prefetcher::open(std::size_t member) {
  while (!groups_.empty() && groups_.front()->end() <= member)
    groups_.pop_front();
  next_member_ = std::max(next_member_, member);
  prefetch();
  is_inline_ = groups_.empty();
  if (!is_inline_) return;
  const std::optional<ContentLocation> content = parser_.content(member);
  if (!content) return;
  inline_.open(*content);
  next_member_ = member + 1;
  position_ = content->end;
}

void Prefetcher::prefetch() {
  while (groups_.size() < k_max_groups && threads_.has_idle()) {
    const std::size_t first = next_member_;
    const std::uint64_t begin = position_;
    std::unique_ptr<Group> group = next_group();
    if (group == nullptr || !group->try_start(threads_)) {
      next_member_ = first;
      position_ = begin;
      return;
    }
    groups_.push_back(std::move(group));
  }
}

// Null when a large file comes next, or none.
std::unique_ptr<Prefetcher::Group> Prefetcher::next_group() {
  std::vector<ContentLocation> contents;
  const std::uint64_t begin = position_;
  for (; next_member_ < parser_.size() && contents.size() < k_max_group_members; ++next_member_) {
    const std::optional<ContentLocation> content = parser_.content(next_member_);
    if (!content) continue;
    if (content->end - begin > k_max_group_size) break;
    contents.push_back(*content);
    position_ = content->end;
  }
  if (contents.empty()) return nullptr;
  std::vector<std::byte> bytes(static_cast<std::size_t>(position_ - begin));
  bytes.resize(source_.read_at(begin, bytes));
  return std::make_unique<Group>(BufferedRange(begin, std::move(bytes)), std::move(contents),
                                 next_member_);
}

base::Bytes Prefetcher::next() {
  if (!is_inline_) return groups_.front()->next();
  return std::span(output_).first(inline_.next(output_));
}

} // namespace package_audit::formats::zip
