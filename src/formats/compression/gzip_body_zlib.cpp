#include "base/bytes.hpp"
#include "formats/compression/gzip_body.hpp"

#include <zlib.h>

#include <new>

namespace package_audit::formats::compression {

namespace {

class ZlibBody final : public GzipBody {
public:
  ZlibBody() {
    // 15: largest window; 16: gzip framing only, with its CRC and length checked.
    if (inflateInit2(&state_, 15 + 16) != Z_OK) throw std::bad_alloc();
    begin();
  }
  ~ZlibBody() override { inflateEnd(&state_); }
  ZlibBody(const ZlibBody&) = delete;
  ZlibBody& operator=(const ZlibBody&) = delete;

  void restart() final {
    inflateReset(&state_);
    begin();
  }

  Decoder::Step advance(std::span<const std::byte> input, std::span<std::byte> output) final {
    // zlib takes its input through a pointer to non-const, but never writes to it.
    state_.next_in = const_cast<std::uint8_t*>(base::octets(input));
    state_.avail_in = static_cast<uInt>(input.size());
    state_.next_out = base::octets(output);
    state_.avail_out = static_cast<uInt>(output.size());
    const int result = inflate(&state_, Z_NO_FLUSH);
    if (result == Z_MEM_ERROR) throw std::bad_alloc();
    if (result != Z_OK && result != Z_STREAM_END && result != Z_BUF_ERROR) {
      throw Corrupt{state_.msg == nullptr ? "no reason given" : state_.msg};
    }
    return {input.size() - state_.avail_in, output.size() - state_.avail_out,
            result == Z_STREAM_END};
  }

private:
  void begin() {
    std::byte nothing{};
    advance(std::as_bytes(std::span(k_plain_gzip_header)), {&nothing, 1});
  }

  z_stream state_{};
};

} // namespace

std::unique_ptr<GzipBody> make_portable_gzip_body() {
  return std::make_unique<ZlibBody>();
}

#ifndef PACKAGEAUDIT_HAS_ISAL
std::unique_ptr<GzipBody> make_gzip_body() {
  return make_portable_gzip_body();
}
#endif

} // namespace package_audit::formats::compression
