#include "base/bytes.hpp"
#include "formats/compression/decoder.hpp"

#include <bzlib.h>

#include <new>

namespace package_audit::formats::compression {

namespace {

class Bzip2Decoder final : public Decoder {
public:
  explicit Bzip2Decoder(base::ByteStream& input) : Decoder(input, Compression::bzip2, "bzip2") {
    if (BZ2_bzDecompressInit(&state_, 0, 0) != BZ_OK) throw std::bad_alloc();
  }
  ~Bzip2Decoder() override { BZ2_bzDecompressEnd(&state_); }
  Bzip2Decoder(const Bzip2Decoder&) = delete;
  Bzip2Decoder& operator=(const Bzip2Decoder&) = delete;

protected:
  Step advance(base::Bytes input, base::WritableBytes output) override {
    // bzip2 takes its input by a pointer to non-const, but never writes to it.
    state_.next_in = const_cast<char*>(base::as_text(input).data());
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

} // namespace

std::unique_ptr<base::ByteStream> decode_bzip2(base::ByteStream& input) {
  return std::make_unique<Bzip2Decoder>(input);
}

} // namespace package_audit::formats::compression
