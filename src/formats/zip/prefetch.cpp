#include "formats/zip/prefetch.hpp"

#include "formats/compression/chunk_pipe.hpp"

#include <algorithm>
#include <exception>
#include <utility>

namespace package_audit::formats::zip {

namespace {

constexpr std::size_t k_room = std::size_t{256} << 10;
// Less is not worth a call of the decompressor.
constexpr std::size_t k_least_room = std::size_t{32} << 10;
// Of the file. A member that is larger is unpacked in turn, so that it is never held.
constexpr std::uint64_t k_largest_group = std::uint64_t{512} << 10;
// Members and bytes that make a group worth a thread, and groups that are ahead.
constexpr std::size_t k_most_members = 256;
constexpr std::size_t k_most_groups = 4;
// Of unpacked bytes that wait to be taken, for each group.
constexpr std::size_t k_most_waiting = std::size_t{4} << 20;

// A part of a file in memory.
class HeldRange final : public base::ByteSource {
public:
  HeldRange(std::uint64_t begin, std::vector<std::byte> bytes)
      : begin_(begin), bytes_(std::move(bytes)) {}

  std::uint64_t size() const override { return begin_ + bytes_.size(); }
  std::size_t read_at(std::uint64_t offset, std::span<std::byte> into) override {
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

// Members that follow each other, with all that the file holds of them.
class ZipAhead::Group {
public:
  Group(HeldRange held, std::vector<ZipContentPlace> members)
      : held_(std::move(held)), members_(std::move(members)) {}
  ~Group() { pipe_.stop(); }
  Group(const Group&) = delete;
  Group& operator=(const Group&) = delete;

  bool start(base::ThreadPool& threads) {
    running_ = threads.try_run([this] { unpack(); });
    return running_.has_value();
  }
  // Of the member whose turn it is.
  std::span<const std::byte> next() { return pipe_.next(); }
  // Turns to the next member; false when there is none.
  bool advance() { return ++member_ < members_.size(); }

private:
  void unpack() noexcept {
    std::exception_ptr fault;
    try {
      ZipContents contents(held_);
      for (const ZipContentPlace& member : members_) {
        contents.open(member);
        while (const std::size_t size = contents.next(pipe_.room(k_least_room)))
          pipe_.put(size);
        pipe_.mark();
      }
    } catch (const compression::ChunkPipe::Unwanted&) {
      fault = nullptr;
    } catch (...) {
      fault = std::current_exception();
    }
    pipe_.finish(std::move(fault));
  }

  HeldRange held_;
  std::vector<ZipContentPlace> members_;
  std::size_t member_ = 0;
  compression::ChunkPipe pipe_{k_most_waiting};
  // Last, so that it is waited for before anything of the above goes.
  std::optional<base::ThreadPool::Running> running_;
};

ZipAhead::ZipAhead(base::ByteSource& source, const ZipWalker& walker, base::ThreadPool& threads)
    : source_(source), walker_(walker), threads_(threads), contents_(source), room_(k_room) {}

ZipAhead::~ZipAhead() = default;

void ZipAhead::open() {
  const std::size_t member = walker_.taken() - 1;
  const std::optional<ZipContentPlace> place = walker_.content_of(member);
  if (!place) return;
  // The group of the member before this one holds it, too, unless that was its last.
  if (!is_in_turn_ && !groups_.front()->advance()) groups_.pop_front();
  next_member_ = std::max(next_member_, member);
  go_ahead();
  is_in_turn_ = groups_.empty();
  if (!is_in_turn_) return;
  contents_.open(*place);
  next_member_ = member + 1;
  position_ = place->end;
}

void ZipAhead::go_ahead() {
  while (groups_.size() < k_most_groups && threads_.has_idle()) {
    const std::size_t first = next_member_;
    const std::uint64_t begin = position_;
    std::unique_ptr<Group> group = next_group();
    if (group != nullptr && group->start(threads_)) {
      groups_.push_back(std::move(group));
      continue;
    }
    next_member_ = first;
    position_ = begin;
    return;
  }
}

// Null when a large member comes next, or none.
std::unique_ptr<ZipAhead::Group> ZipAhead::next_group() {
  std::vector<ZipContentPlace> members;
  const std::uint64_t begin = position_;
  for (; next_member_ < walker_.size() && members.size() < k_most_members; ++next_member_) {
    const std::optional<ZipContentPlace> place = walker_.content_of(next_member_);
    if (!place) continue;
    if (place->end - begin > k_largest_group) break;
    members.push_back(*place);
    position_ = place->end;
  }
  if (members.empty()) return nullptr;
  std::vector<std::byte> bytes(static_cast<std::size_t>(position_ - begin));
  bytes.resize(source_.read_at(begin, bytes));
  return std::make_unique<Group>(HeldRange(begin, std::move(bytes)), std::move(members));
}

std::span<const std::byte> ZipAhead::next() {
  if (!is_in_turn_) return groups_.front()->next();
  return std::span(room_).first(contents_.next(room_));
}

} // namespace package_audit::formats::zip
