// xz ("The .xz File Format", version 1.1.0).

#include "archive/decoder.hpp"
#include "archive/format.hpp"

#include <lzma.h>

#include <new>

namespace package_audit {

namespace {

class XzDecoder final : public Decoder {
public:
  XzDecoder(ByteStream& input, const Limits& limits, PackageNotes& notes)
      : Decoder(input, Compression::xz, "xz"), limits_(limits), notes_(notes) {
    const std::uint32_t tell = LZMA_TELL_NO_CHECK | LZMA_TELL_UNSUPPORTED_CHECK;
    if (lzma_stream_decoder(&state_, decoder_memory(limits), tell) != LZMA_OK) {
      throw std::bad_alloc();
    }
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
    judge(result);
    return {input.size() - state_.avail_in, output.size() - state_.avail_out,
            result == LZMA_STREAM_END};
  }

private:
  void judge(lzma_ret result) {
    switch (result) {
    case LZMA_OK:
    case LZMA_STREAM_END:
    case LZMA_BUF_ERROR:
      return;
    case LZMA_NO_CHECK:
      notes_.lacks_checksum = true;
      return;
    case LZMA_UNSUPPORTED_CHECK:
      fail(AnomalyKind::damaged, "has a kind of checksum that cannot be verified");
    case LZMA_MEMLIMIT_ERROR:
      fail_for_memory(lzma_memusage(&state_), limits_);
    case LZMA_MEM_ERROR:
      throw std::bad_alloc();
    default:
      fail(AnomalyKind::damaged, "is corrupt");
    }
  }

  const Limits& limits_;
  PackageNotes& notes_;
  lzma_stream state_ = LZMA_STREAM_INIT;
};

} // namespace

std::unique_ptr<ByteStream> decode_xz(ByteStream& input, const Limits& limits,
                                      PackageNotes& notes) {
  return std::make_unique<XzDecoder>(input, limits, notes);
}

} // namespace package_audit
