#include "content/binaries/inflate.hpp"

#include "base/bytes.hpp"
#include "content/facts.hpp"

#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <memory>

namespace package_audit::content::binaries {

namespace {

// Memory follows what really comes out, not what is promised.
constexpr std::size_t k_step = std::size_t{1} << 20;

[[noreturn]] void refuse_damage() {
  throw Unread{.why = "a compressed section is damaged"};
}

void expect_affordable(std::uint64_t size) {
  if (size > k_largest_section) {
    throw Unread{.why = "a compressed section is larger than 64 MiB"};
  }
}

// Room for what comes next; one byte more than `size`, so that a stream that gives more is seen.
void grow(std::string& unpacked, std::uint64_t size) {
  const std::uint64_t next = std::min<std::uint64_t>(size + 1, unpacked.size() + k_step);
  unpacked.resize(static_cast<std::size_t>(next));
}

} // namespace

std::string inflate_zlib(std::string_view packed, std::uint64_t size) {
  expect_affordable(size);
  z_stream stream{};
  if (inflateInit(&stream) != Z_OK) throw Unread{.why = "zlib has no memory"};
  const std::unique_ptr<z_stream, decltype(&inflateEnd)> guard(&stream, inflateEnd);
  stream.next_in = const_cast<Bytef*>(base::octets(base::as_bytes(packed)));
  stream.avail_in = static_cast<uInt>(packed.size());
  std::string unpacked;
  std::size_t done = 0;
  int result = Z_OK;
  while (result == Z_OK && done <= size) {
    grow(unpacked, size);
    stream.next_out = reinterpret_cast<Bytef*>(unpacked.data() + done);
    stream.avail_out = static_cast<uInt>(unpacked.size() - done);
    result = inflate(&stream, Z_NO_FLUSH);
    done = unpacked.size() - stream.avail_out;
  }
  if (result != Z_STREAM_END || done != size) refuse_damage();
  unpacked.resize(done);
  return unpacked;
}

std::string inflate_zstd(std::string_view packed, std::uint64_t size) {
  expect_affordable(size);
  const std::unique_ptr<ZSTD_DStream, decltype(&ZSTD_freeDStream)> stream(ZSTD_createDStream(),
                                                                          ZSTD_freeDStream);
  if (stream == nullptr) throw Unread{.why = "zstd has no memory"};
  ZSTD_inBuffer input{packed.data(), packed.size(), 0};
  std::string unpacked;
  std::size_t done = 0;
  std::size_t result = 1;
  while (done <= size) {
    grow(unpacked, size);
    ZSTD_outBuffer output{unpacked.data(), unpacked.size(), done};
    result = ZSTD_decompressStream(stream.get(), &output, &input);
    if (ZSTD_isError(result) != 0) refuse_damage();
    const bool stuck = output.pos < output.size && input.pos == input.size;
    done = output.pos;
    // A section may be several frames.
    if (stuck || (result == 0 && input.pos == input.size)) break;
  }
  if (result != 0 || done != size) refuse_damage();
  unpacked.resize(done);
  return unpacked;
}

} // namespace package_audit::content::binaries
