#include "archive/decode.hpp"

#include "archive/decode_compress.hpp"
#include "bytes/fault.hpp"

#include <bzlib.h>
#include <fmt/format.h>
#include <lzma.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <array>
#include <initializer_list>
#include <new>
#include <string_view>
#include <vector>
#include <zstd_errors.h>

namespace package_audit {

namespace {

constexpr std::size_t k_output_size = std::size_t{256} << 10;
// Above what any level of xz needs (65 MiB for -9), far below what a hostile header can ask for.
constexpr std::uint64_t k_xz_memory_limit = std::uint64_t{256} << 20;

// What one library does with some input and some room for output.
struct Step {
  std::size_t consumed = 0;
  std::size_t produced = 0;
  bool finished = false;
};

// The loop that every library needs: feed, collect, notice the end, refuse a tail.
class Decoder : public ByteStream {
public:
  Decoder(ByteStream& input, std::string_view name)
      : input_(input), name_(name), output_(k_output_size) {}

  std::span<const std::byte> next() final {
    while (!finished_) {
      if (pending_.empty() && !input_ended_) {
        pending_ = input_.next();
        input_ended_ = pending_.empty();
      }
      const Step step = advance(pending_, output_);
      pending_ = pending_.subspan(step.consumed);
      finished_ = step.finished;
      if (finished_) refuse_tail();
      if (step.produced > 0) return std::span(output_).first(step.produced);
      if (!finished_ && input_ended_ && step.consumed == 0) {
        fail(AnomalyKind::damaged, "ends before its stream does");
      }
    }
    return {};
  }

protected:
  // Throws through fail() on corrupt input.
  virtual Step advance(std::span<const std::byte> input, std::span<std::byte> output) = 0;

  [[noreturn]] void fail(AnomalyKind kind, std::string_view what) const {
    throw ReadFault(kind, fmt::format("the {} data {}", name_, what));
  }

private:
  void refuse_tail() {
    if (pending_.empty()) pending_ = input_.next();
    if (!pending_.empty()) {
      fail(AnomalyKind::unexpected_bytes, "is followed by further bytes");
    }
  }

  ByteStream& input_;
  std::string_view name_;
  std::vector<std::byte> output_;
  std::span<const std::byte> pending_;
  bool input_ended_ = false;
  bool finished_ = false;
};

class GzipDecoder final : public Decoder {
public:
  explicit GzipDecoder(ByteStream& input) : Decoder(input, "gzip") {
    // 15: largest window; 16: gzip framing only, with its CRC and length checked.
    if (inflateInit2(&state_, 15 + 16) != Z_OK) throw std::bad_alloc();
  }
  ~GzipDecoder() override { inflateEnd(&state_); }
  GzipDecoder(const GzipDecoder&) = delete;
  GzipDecoder& operator=(const GzipDecoder&) = delete;

protected:
  Step advance(std::span<const std::byte> input, std::span<std::byte> output) override {
    // zlib takes its input through a pointer to non-const, but never writes to it.
    state_.next_in = reinterpret_cast<Bytef*>(const_cast<std::byte*>(input.data()));
    state_.avail_in = static_cast<uInt>(input.size());
    state_.next_out = reinterpret_cast<Bytef*>(output.data());
    state_.avail_out = static_cast<uInt>(output.size());
    const int result = inflate(&state_, Z_NO_FLUSH);
    if (result == Z_MEM_ERROR) throw std::bad_alloc();
    if (result != Z_OK && result != Z_STREAM_END && result != Z_BUF_ERROR) {
      const std::string_view why = state_.msg == nullptr ? "" : state_.msg;
      fail(AnomalyKind::damaged, fmt::format("is corrupt ({})", why));
    }
    return {input.size() - state_.avail_in, output.size() - state_.avail_out,
            result == Z_STREAM_END};
  }

private:
  z_stream state_{};
};

class XzDecoder final : public Decoder {
public:
  explicit XzDecoder(ByteStream& input) : Decoder(input, "xz") {
    if (lzma_stream_decoder(&state_, k_xz_memory_limit, 0) != LZMA_OK) throw std::bad_alloc();
  }
  ~XzDecoder() override { lzma_end(&state_); }
  XzDecoder(const XzDecoder&) = delete;
  XzDecoder& operator=(const XzDecoder&) = delete;

protected:
  Step advance(std::span<const std::byte> input, std::span<std::byte> output) override {
    state_.next_in = reinterpret_cast<const std::uint8_t*>(input.data());
    state_.avail_in = input.size();
    state_.next_out = reinterpret_cast<std::uint8_t*>(output.data());
    state_.avail_out = output.size();
    const lzma_ret result = lzma_code(&state_, LZMA_RUN);
    if (result == LZMA_MEM_ERROR) throw std::bad_alloc();
    if (result == LZMA_MEMLIMIT_ERROR) {
      fail(AnomalyKind::limit,
           fmt::format("needs a dictionary of more than {} MiB", k_xz_memory_limit >> 20));
    }
    if (result != LZMA_OK && result != LZMA_STREAM_END && result != LZMA_BUF_ERROR) {
      fail(AnomalyKind::damaged, "is corrupt");
    }
    return {input.size() - state_.avail_in, output.size() - state_.avail_out,
            result == LZMA_STREAM_END};
  }

private:
  lzma_stream state_ = LZMA_STREAM_INIT;
};

class Bzip2Decoder final : public Decoder {
public:
  explicit Bzip2Decoder(ByteStream& input) : Decoder(input, "bzip2") {
    if (BZ2_bzDecompressInit(&state_, 0, 0) != BZ_OK) throw std::bad_alloc();
  }
  ~Bzip2Decoder() override { BZ2_bzDecompressEnd(&state_); }
  Bzip2Decoder(const Bzip2Decoder&) = delete;
  Bzip2Decoder& operator=(const Bzip2Decoder&) = delete;

protected:
  Step advance(std::span<const std::byte> input, std::span<std::byte> output) override {
    // As with zlib: the pointer is to non-const, the bytes are only read.
    state_.next_in = reinterpret_cast<char*>(const_cast<std::byte*>(input.data()));
    state_.avail_in = static_cast<unsigned>(input.size());
    state_.next_out = reinterpret_cast<char*>(output.data());
    state_.avail_out = static_cast<unsigned>(output.size());
    const int result = BZ2_bzDecompress(&state_);
    if (result == BZ_MEM_ERROR) throw std::bad_alloc();
    if (result != BZ_OK && result != BZ_STREAM_END) fail(AnomalyKind::damaged, "is corrupt");
    return {input.size() - state_.avail_in, output.size() - state_.avail_out,
            result == BZ_STREAM_END};
  }

private:
  bz_stream state_{};
};

class ZstdDecoder final : public Decoder {
public:
  explicit ZstdDecoder(ByteStream& input) : Decoder(input, "zstd"), state_(ZSTD_createDCtx()) {
    if (state_ == nullptr) throw std::bad_alloc();
  }
  ~ZstdDecoder() override { ZSTD_freeDCtx(state_); }
  ZstdDecoder(const ZstdDecoder&) = delete;
  ZstdDecoder& operator=(const ZstdDecoder&) = delete;

protected:
  Step advance(std::span<const std::byte> input, std::span<std::byte> output) override {
    ZSTD_inBuffer in{input.data(), input.size(), 0};
    ZSTD_outBuffer out{output.data(), output.size(), 0};
    const std::size_t result = ZSTD_decompressStream(state_, &out, &in);
    if (ZSTD_getErrorCode(result) == ZSTD_error_memory_allocation) throw std::bad_alloc();
    if (ZSTD_isError(result) != 0U) {
      fail(AnomalyKind::damaged, fmt::format("is corrupt ({})", ZSTD_getErrorName(result)));
    }
    // Zero means that a frame is complete and all of its output was handed over.
    return {in.pos, out.pos, result == 0};
  }

private:
  ZSTD_DCtx* state_;
};

class PlainStream final : public ByteStream {
public:
  explicit PlainStream(ByteStream& input) : input_(input) {}
  std::span<const std::byte> next() override { return input_.next(); }

private:
  ByteStream& input_;
};

bool starts_with(std::span<const std::byte> bytes, std::initializer_list<unsigned> magic) {
  return bytes.size() >= magic.size() &&
         std::equal(magic.begin(), magic.end(), bytes.begin(),
                    [](unsigned a, std::byte b) { return std::byte(a) == b; });
}

} // namespace

Compression sniff_compression(std::span<const std::byte> head) {
  if (starts_with(head, {0x1F, 0x8B})) return Compression::gzip;
  if (starts_with(head, {0xFD, '7', 'z', 'X', 'Z', 0x00})) return Compression::xz;
  if (starts_with(head, {'B', 'Z', 'h'})) return Compression::bzip2;
  if (starts_with(head, {0x28, 0xB5, 0x2F, 0xFD})) return Compression::zstd;
  if (starts_with(head, {0x1F, 0x9D})) return Compression::compress;
  return Compression::none;
}

std::unique_ptr<ByteStream> decode(Compression compression, ByteStream& input) {
  switch (compression) {
  case Compression::none:
    return std::make_unique<PlainStream>(input);
  case Compression::gzip:
    return std::make_unique<GzipDecoder>(input);
  case Compression::xz:
    return std::make_unique<XzDecoder>(input);
  case Compression::bzip2:
    return std::make_unique<Bzip2Decoder>(input);
  case Compression::zstd:
    return std::make_unique<ZstdDecoder>(input);
  case Compression::compress:
    return decode_compress(input);
  }
  return std::make_unique<PlainStream>(input);
}

} // namespace package_audit
