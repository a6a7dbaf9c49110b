#include "base/bytes.hpp"
#include "formats/compression/inflater.hpp"

#include <zlib.h>

#include <new>

namespace package_audit::formats::compression {

namespace {

class ZlibInflater final : public Inflater {
public:
  ZlibInflater() {
    // 15: the largest window; 16: gzip format only, whose CRC and size zlib verifies.
    if (inflateInit2(&state_, 15 + 16) != Z_OK) throw std::bad_alloc();
    read_header();
  }
  ~ZlibInflater() override { inflateEnd(&state_); }
  ZlibInflater(const ZlibInflater&) = delete;
  ZlibInflater& operator=(const ZlibInflater&) = delete;

  void restart() final {
    inflateReset(&state_);
    read_header();
  }

  Decoder::Step advance(base::Bytes input, base::WritableBytes output) final {
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
  void read_header() {
    std::byte no_output{};
    advance(std::as_bytes(std::span(k_gzip_header)), {&no_output, 1});
  }

  z_stream state_{};
};

} // namespace

std::unique_ptr<Inflater> make_zlib_inflater() {
  return std::make_unique<ZlibInflater>();
}

#ifndef PACKAGEAUDIT_HAS_ISAL
std::unique_ptr<Inflater> make_inflater() {
  return make_zlib_inflater();
}
#endif

} // namespace package_audit::formats::compression
