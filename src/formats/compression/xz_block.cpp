#include "formats/compression/xz_block.hpp"

#include "base/bytes.hpp"
#include "formats/compression/decode.hpp"
#include "formats/fault.hpp"

#include <cstdlib>
#include <new>
#include <utility>

namespace package_audit::formats::compression {

namespace {

constexpr std::string_view k_name = "xz";

const std::uint8_t* octets(std::string_view text) {
  return base::octets(base::as_bytes(text));
}

[[noreturn]] void fail_corrupt() {
  fail_decoding(k_name, AnomalyKind::damaged, "is corrupt");
}

void expect_ok(lzma_ret result) {
  if (result == LZMA_MEM_ERROR) throw std::bad_alloc();
  if (result != LZMA_OK) fail_corrupt();
}

} // namespace

lzma_stream_flags parse_xz_stream_header(std::string_view bytes) {
  lzma_stream_flags flags{};
  expect_ok(::lzma_stream_header_decode(&flags, octets(bytes)));
  if (::lzma_check_is_supported(flags.check) == 0) {
    fail_decoding(k_name, AnomalyKind::damaged, "has a kind of checksum that cannot be verified");
  }
  return flags;
}

void expect_xz_footer(std::string_view bytes, const lzma_stream_flags& header,
                      const XzIndex& index) {
  lzma_stream_flags footer{};
  expect_ok(::lzma_stream_footer_decode(&footer, octets(bytes)));
  expect_ok(::lzma_stream_flags_compare(&header, &footer));
  if (footer.backward_size != index.size()) fail_corrupt();
}

std::size_t XzBlock::header_size(char first_byte) {
  return lzma_block_header_size_decode(static_cast<std::uint8_t>(first_byte));
}

void fail_for_truncated_xz() {
  fail_decoding(k_name, AnomalyKind::damaged, "ends before its stream does");
}

XzBlock::XzBlock(std::string_view header, lzma_check check, const Limits& limits) {
  block_.version = 1;
  block_.check = check;
  block_.header_size = static_cast<std::uint32_t>(header.size());
  block_.filters = filters_.chain.data();
  expect_ok(::lzma_block_header_decode(&block_, nullptr, octets(header)));
  decoding_memory_ = ::lzma_raw_decoder_memusage(filters_.chain.data());
  const bool is_known = decoding_memory_ != UINT64_MAX;
  if (is_known && decoding_memory_ > decoder_memory(limits)) {
    fail_for_memory(k_name, decoding_memory_, limits);
  }
  expect_ok(::lzma_block_decoder(&state_, &block_));
}

XzBlock::~XzBlock() {
  ::lzma_end(&state_);
}

XzBlock::Filters::~Filters() {
  for (const lzma_filter& filter : chain)
    std::free(filter.options); // NOLINT: liblzma allocates with malloc()
}

std::size_t XzBlock::compressed_size() const {
  return static_cast<std::size_t>(::lzma_block_total_size(&block_) - block_.header_size);
}

std::optional<std::uint64_t> XzBlock::prefetch_memory() const {
  if (block_.compressed_size == LZMA_VLI_UNKNOWN || block_.uncompressed_size == LZMA_VLI_UNKNOWN)
    return std::nullopt;
  return block_.compressed_size + block_.uncompressed_size + decoding_memory_;
}

Decoder::Step XzBlock::advance(base::Bytes input, base::WritableBytes output) {
  if (fault_) throw *fault_; // NOLINT: not a std::exception, see ReadFault
  has_begun_ = true;
  state_.next_in = base::octets(input);
  state_.avail_in = input.size();
  state_.next_out = base::octets(output);
  state_.avail_out = output.size();
  const lzma_ret result = ::lzma_code(&state_, LZMA_RUN);
  const Decoder::Step step{input.size() - state_.avail_in, output.size() - state_.avail_out,
                           result == LZMA_STREAM_END};
  is_finished_ = step.finished;
  try {
    expect_success(result);
  } catch (const ReadFault& fault) {
    if (step.produced == 0) throw;
    fault_ = fault;
  }
  return step;
}

void XzBlock::expect_success(lzma_ret result) {
  if (result == LZMA_OK || result == LZMA_STREAM_END || result == LZMA_BUF_ERROR) return;
  if (result == LZMA_MEM_ERROR) throw std::bad_alloc();
  fail_corrupt();
}

XzIndex::XzIndex() : hash_(::lzma_index_hash_init(nullptr, nullptr)) {
  if (hash_ == nullptr) throw std::bad_alloc();
}

XzIndex::~XzIndex() {
  ::lzma_index_hash_end(hash_, nullptr);
}

void XzIndex::add(const XzBlock& block) {
  expect_ok(::lzma_index_hash_append(hash_, ::lzma_block_unpadded_size(&block.block_),
                                     block.block_.uncompressed_size));
}

void XzIndex::parse_indicator() {
  constexpr std::byte k_indicator{};
  parse({&k_indicator, 1});
}

std::size_t XzIndex::parse(base::Bytes input) {
  std::size_t consumed = 0;
  const lzma_ret result =
      ::lzma_index_hash_decode(hash_, base::octets(input), &consumed, input.size());
  is_complete_ = result == LZMA_STREAM_END;
  if (!is_complete_) expect_ok(result);
  return consumed;
}

std::uint64_t XzIndex::size() const {
  return ::lzma_index_hash_size(hash_);
}

} // namespace package_audit::formats::compression
