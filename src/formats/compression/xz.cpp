// xz ("The .xz File Format", version 1.1.0). A stream is a header, blocks that can be unpacked each
// by itself, an index of them and a footer. Blocks that say how long they are get unpacked on idle
// threads, ahead of the one that is wanted; all others, and all where no thread is idle, in turn.

#include "base/bytes.hpp"
#include "formats/compression/chunk_pipe.hpp"
#include "formats/compression/decoder.hpp"
#include "formats/compression/xz_block.hpp"
#include "formats/detect.hpp"

#include <algorithm>
#include <deque>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace package_audit::formats::compression {

namespace {

// What all blocks that are ahead may take together.
constexpr std::uint64_t k_most_ahead = std::uint64_t{80} << 20;

// All bytes of a block, or as many as there are, with the ends of the pieces that they came in: how
// much liblzma gives of a damaged block depends on where its input is cut, and must not depend on
// which thread unpacks it.
struct CompressedBlock {
  std::vector<std::byte> bytes{};
  std::vector<std::size_t> ends{};
  // Why there are no more.
  std::exception_ptr fault{};
};

// For the same reason each call gets as much room.
constexpr std::size_t k_room = std::size_t{256} << 10;

// A block that another thread unpacks.
class BlockAhead {
public:
  BlockAhead(std::unique_ptr<XzBlock> block, CompressedBlock packed)
      : block_(std::move(block)), packed_(std::move(packed)), memory_(*block_->prefetch_memory()),
        pipe_(static_cast<std::size_t>(memory_)) {}
  ~BlockAhead() { pipe_.stop(); }
  BlockAhead(const BlockAhead&) = delete;
  BlockAhead& operator=(const BlockAhead&) = delete;

  void start(base::ThreadPool& threads) {
    running_ = threads.run([this] { run(); });
  }
  std::span<const std::byte> next() { return pipe_.next(); }
  // At the end of its bytes.
  const XzBlock& block() {
    running_.reset();
    return *block_;
  }
  std::uint64_t memory() const { return memory_; }

private:
  void run() noexcept {
    std::exception_ptr fault;
    try {
      unpack_all();
    } catch (const ChunkPipe::Unwanted&) {
      fault = nullptr;
    } catch (...) {
      fault = std::current_exception();
    }
    // What waits to be taken is all that is still needed.
    packed_ = {};
    room_ = {};
    pipe_.finish(std::move(fault));
  }
  void unpack_all() {
    std::size_t begin = 0;
    for (const std::size_t end : packed_.ends) {
      unpack(std::span(packed_.bytes).subspan(begin, end - begin));
      begin = end;
    }
    unpack({});
    if (block_->is_finished()) return;
    if (packed_.fault) std::rethrow_exception(packed_.fault);
    fail_for_truncated_xz();
  }
  // Until nothing more comes of it.
  void unpack(std::span<const std::byte> piece) {
    while (!block_->is_finished()) {
      const Decoder::Step step = block_->advance(piece, room_);
      piece = piece.subspan(step.consumed);
      pipe_.append(std::span(room_).first(step.produced));
      if (piece.empty() && step.produced == 0) return;
    }
  }

  std::unique_ptr<XzBlock> block_;
  CompressedBlock packed_;
  std::uint64_t memory_;
  std::vector<std::byte> room_ = std::vector<std::byte>(k_room);
  ChunkPipe pipe_;
  // Last, so that it is waited for before anything of the above goes.
  std::optional<base::ThreadPool::Running> running_;
};

class XzDecoder final : public base::ByteStream {
public:
  XzDecoder(base::ByteStream& input, const ReadContext& context, PackageNotes& notes)
      : input_(input), limits_(context.limits), threads_(context.threads), notes_(notes) {}

  std::span<const std::byte> next() override {
    while (!is_over_) {
      go_ahead();
      const std::span<const std::byte> bytes = ahead_.empty() ? next_in_turn() : next_ahead();
      if (!bytes.empty()) return bytes;
    }
    return {};
  }

private:
  // Reads on until a block has to be unpacked in turn, the index comes, or enough is ahead. What is
  // wrong there is told behind the blocks in front of it.
  void go_ahead() {
    try {
      while (!fault_ && !is_at_index_) {
        if (!header_) read_stream_header();
        if (block_ == nullptr) read_block_header();
        if (block_ == nullptr || block_->has_begun() || !start_ahead()) return;
      }
    } catch (...) {
      fault_ = std::current_exception();
    }
  }
  bool start_ahead();
  std::span<const std::byte> next_ahead();
  std::span<const std::byte> next_in_turn();
  void read_stream_header();
  void read_block_header();
  void read_end();
  CompressedBlock read_block();
  std::string read(std::size_t size);
  bool fetch();

  base::ByteStream& input_;
  const Limits& limits_;
  base::ThreadPool& threads_;
  PackageNotes& notes_;
  // Input that is not used yet.
  std::span<const std::byte> pending_;
  std::optional<lzma_stream_flags> header_;
  // The block whose header was read last; none while the next header is still to come.
  std::unique_ptr<XzBlock> block_;
  std::vector<std::byte> output_;
  std::deque<std::unique_ptr<BlockAhead>> ahead_;
  XzIndex index_;
  // Behind what is ahead.
  std::exception_ptr fault_;
  bool is_at_index_ = false;
  bool is_over_ = false;
};

// False at the end of the input.
bool XzDecoder::fetch() {
  if (pending_.empty()) pending_ = input_.next();
  return !pending_.empty();
}

std::string XzDecoder::read(std::size_t size) {
  std::string bytes;
  while (bytes.size() < size) {
    if (!fetch()) fail_for_truncated_xz();
    const auto part = pending_.first(std::min(pending_.size(), size - bytes.size()));
    bytes.append(base::as_text(part));
    pending_ = pending_.subspan(part.size());
  }
  return bytes;
}

void XzDecoder::read_stream_header() {
  header_ = parse_xz_stream_header(read(LZMA_STREAM_HEADER_SIZE));
  if (header_->check == LZMA_CHECK_NONE) notes_.lacks_checksum = true;
}

// A zero instead of a header's size is where the index begins.
void XzDecoder::read_block_header() {
  std::string header = read(1);
  is_at_index_ = header.front() == '\0';
  if (is_at_index_) return;
  header += read(XzBlock::header_size(header.front()) - 1);
  block_ = std::make_unique<XzBlock>(header, header_->check, limits_);
}

// False when the block is to be unpacked in turn, at least for now.
bool XzDecoder::start_ahead() {
  std::uint64_t memory = 0;
  for (const std::unique_ptr<BlockAhead>& other : ahead_)
    memory += other->memory();
  const std::optional<std::uint64_t> needed = block_->prefetch_memory();
  const std::uint64_t most = std::min(k_most_ahead, decoder_memory(limits_));
  // Three are there to read and to hash; more blocks than the rest can unpack only take memory.
  constexpr std::size_t k_others = 3;
  const std::size_t most_blocks = std::max(threads_.size(), k_others + 1) - k_others;
  if (ahead_.size() >= most_blocks || !threads_.has_idle() || !needed ||
      *needed > most - std::min(most, memory))
    return false;
  CompressedBlock packed = read_block();
  ahead_.push_back(std::make_unique<BlockAhead>(std::move(block_), std::move(packed)));
  ahead_.back()->start(threads_);
  return true;
}

CompressedBlock XzDecoder::read_block() {
  CompressedBlock packed;
  packed.bytes.reserve(block_->compressed_size());
  try {
    for (std::size_t left = block_->compressed_size(); left > 0 && fetch();) {
      const auto piece = pending_.first(std::min(pending_.size(), left));
      packed.bytes.insert(packed.bytes.end(), piece.begin(), piece.end());
      packed.ends.push_back(packed.bytes.size());
      pending_ = pending_.subspan(piece.size());
      left -= piece.size();
    }
  } catch (...) {
    packed.fault = std::current_exception();
  }
  return packed;
}

std::span<const std::byte> XzDecoder::next_ahead() {
  const std::span<const std::byte> bytes = ahead_.front()->next();
  if (!bytes.empty()) return bytes;
  index_.add(ahead_.front()->block());
  ahead_.pop_front();
  return {};
}

std::span<const std::byte> XzDecoder::next_in_turn() {
  if (fault_) std::rethrow_exception(fault_);
  if (is_at_index_) {
    read_end();
    return {};
  }
  output_.resize(k_room);
  const bool is_more = fetch();
  const Decoder::Step step = block_->advance(pending_, output_);
  pending_ = pending_.subspan(step.consumed);
  if (!is_more && step.produced == 0 && !block_->is_finished()) fail_for_truncated_xz();
  if (block_->is_finished()) {
    index_.add(*block_);
    block_ = nullptr;
  }
  return std::span(output_).first(step.produced);
}

void XzDecoder::read_end() {
  is_over_ = true;
  index_.parse_indicator();
  while (!index_.is_complete()) {
    if (!fetch()) fail_for_truncated_xz();
    pending_ = pending_.subspan(index_.parse(pending_));
  }
  expect_xz_footer(read(LZMA_STREAM_HEADER_SIZE), *header_, index_);
  if (!fetch()) return;
  fail_for_trailing_bytes("xz", detect(pending_) == Compression::xz);
}

} // namespace

std::unique_ptr<base::ByteStream> decode_xz(base::ByteStream& input, const ReadContext& context,
                                            PackageNotes& notes) {
  return std::make_unique<XzDecoder>(input, context, notes);
}

} // namespace package_audit::formats::compression
