// xz ("The .xz File Format", version 1.1.0). A stream is a header, blocks that can be uncompressed
// independently, an index of them and a footer. Blocks whose headers hold their sizes are
// prefetched: uncompressed on idle threads, ahead of the reader. All others, and all without an
// idle thread, are uncompressed inline.

#include "base/bounded_queue.hpp"
#include "base/byte_queue.hpp"
#include "base/bytes.hpp"
#include "formats/compression/decoder.hpp"
#include "formats/compression/xz_block.hpp"
#include "formats/detect.hpp"
#include "formats/pipeline_threads.hpp"

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

// Bytes that all prefetched blocks may take together.
constexpr std::uint64_t k_max_prefetch_memory = std::uint64_t{80} << 20;

// All bytes of a block, or as many as there are, with the ends of the pieces that they came in: how
// much liblzma returns of a damaged block depends on where its input is cut, and must not depend on
// the thread.
struct CompressedBlock {
  std::vector<std::byte> bytes{};
  std::vector<std::size_t> piece_ends{};
  // Why there are no more.
  std::exception_ptr fault{};
};

// Output of one call of liblzma at most; the same on all threads, for the same reason.
constexpr std::size_t k_output_size = std::size_t{256} << 10;

// A block that is uncompressed on another thread.
class BlockPrefetch {
public:
  BlockPrefetch(std::unique_ptr<XzBlock> block, CompressedBlock compressed)
      : block_(std::move(block)), compressed_(std::move(compressed)),
        memory_(*block_->prefetch_memory()), queue_(static_cast<std::size_t>(memory_)) {}

  // Uncompresses here when no thread is idle any more; the queue has room for the whole block.
  void start(base::ThreadPool& threads) {
    if (!producer_.try_start(threads, [this] { uncompress(); }))
      base::fill(queue_, [this] { uncompress(); });
  }
  std::span<const std::byte> next() { return queue_.pop(); }
  // At the end of its bytes.
  const XzBlock& block() {
    producer_.wait();
    return *block_;
  }
  std::uint64_t memory() const { return memory_; }

private:
  void uncompress() {
    std::size_t begin = 0;
    for (const std::size_t end : compressed_.piece_ends) {
      uncompress(std::span(compressed_.bytes).subspan(begin, end - begin));
      begin = end;
    }
    uncompress({});
    if (!block_->is_finished()) {
      if (compressed_.fault) std::rethrow_exception(compressed_.fault);
      fail_for_truncated_xz();
    }
    // Only the queued bytes are still needed.
    compressed_ = {};
    output_ = {};
  }
  // Until no more output comes of it.
  void uncompress(std::span<const std::byte> piece) {
    while (!block_->is_finished()) {
      const Decoder::Step step = block_->advance(piece, output_);
      piece = piece.subspan(step.consumed);
      queue_.push(std::span(output_).first(step.produced));
      if (piece.empty() && step.produced == 0) return;
    }
  }

  std::unique_ptr<XzBlock> block_;
  CompressedBlock compressed_;
  std::uint64_t memory_;
  std::vector<std::byte> output_ = std::vector<std::byte>(k_output_size);
  base::ByteQueue queue_;
  // Last, so that its thread is waited for before anything else goes.
  base::Producer<base::ByteQueue> producer_{queue_};
};

class XzDecoder final : public base::ByteStream {
public:
  XzDecoder(base::ByteStream& input, const ReadContext& context, PackageNotes& notes)
      : input_(input), limits_(context.limits), threads_(context.threads), notes_(notes) {}

  std::span<const std::byte> next() override {
    while (!is_over_) {
      prefetch();
      const std::span<const std::byte> bytes =
          prefetched_.empty() ? next_inline() : next_prefetched();
      if (!bytes.empty()) return bytes;
    }
    return {};
  }

private:
  // Reads on until a block has to be uncompressed inline, the index comes, or enough is prefetched.
  // A fault of what is read here is thrown behind the blocks in front of it.
  void prefetch() {
    try {
      while (!fault_ && !is_at_index_) {
        if (!header_) read_stream_header();
        if (block_ == nullptr) read_block_header();
        if (block_ == nullptr || block_->has_begun() || !prefetch_block()) return;
      }
    } catch (...) {
      fault_ = std::current_exception();
    }
  }
  bool prefetch_block();
  std::span<const std::byte> next_prefetched();
  std::span<const std::byte> next_inline();
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
  std::deque<std::unique_ptr<BlockPrefetch>> prefetched_;
  XzIndex index_;
  // To be thrown behind what is prefetched.
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

// A zero instead of a header's size is the first byte of the index.
void XzDecoder::read_block_header() {
  std::string header = read(1);
  is_at_index_ = header.front() == '\0';
  if (is_at_index_) return;
  header += read(XzBlock::header_size(header.front()) - 1);
  block_ = std::make_unique<XzBlock>(header, header_->check, limits_);
}

// False when the block is to be uncompressed inline, at least for now.
bool XzDecoder::prefetch_block() {
  std::uint64_t memory = 0;
  for (const std::unique_ptr<BlockPrefetch>& other : prefetched_)
    memory += other->memory();
  const std::optional<std::uint64_t> needed = block_->prefetch_memory();
  const std::uint64_t max_memory = std::min(k_max_prefetch_memory, decoder_memory(limits_));
  // More blocks than threads only take memory.
  if (prefetched_.size() >= prefetching_threads(threads_.size()) || !threads_.has_idle() ||
      !needed || *needed > max_memory - std::min(max_memory, memory))
    return false;
  CompressedBlock compressed = read_block();
  prefetched_.push_back(std::make_unique<BlockPrefetch>(std::move(block_), std::move(compressed)));
  prefetched_.back()->start(threads_);
  return true;
}

CompressedBlock XzDecoder::read_block() {
  CompressedBlock compressed;
  compressed.bytes.reserve(block_->compressed_size());
  try {
    for (std::size_t left = block_->compressed_size(); left > 0 && fetch();) {
      const auto piece = pending_.first(std::min(pending_.size(), left));
      compressed.bytes.insert(compressed.bytes.end(), piece.begin(), piece.end());
      compressed.piece_ends.push_back(compressed.bytes.size());
      pending_ = pending_.subspan(piece.size());
      left -= piece.size();
    }
  } catch (...) {
    compressed.fault = std::current_exception();
  }
  return compressed;
}

std::span<const std::byte> XzDecoder::next_prefetched() {
  const std::span<const std::byte> bytes = prefetched_.front()->next();
  if (!bytes.empty()) return bytes;
  index_.add(prefetched_.front()->block());
  prefetched_.pop_front();
  return {};
}

std::span<const std::byte> XzDecoder::next_inline() {
  if (fault_) std::rethrow_exception(fault_);
  if (is_at_index_) {
    read_end();
    return {};
  }
  output_.resize(k_output_size);
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
