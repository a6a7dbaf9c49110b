#pragma once

#include "formats/compression/decoder.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

namespace package_audit::formats::compression {

// What stands behind the header of a gzip member (RFC 1952): deflate data, their CRC-32 and length,
// both verified. One class a library; which is taken changes the time, not what is read.
class GzipBody {
public:
  virtual ~GzipBody() = default;
  // Begins the next body; a new object has begun its first.
  virtual void restart() = 0;
  // Throws Corrupt. Finished only when the last byte of the trailer was consumed, and nothing more.
  virtual Decoder::Step advance(std::span<const std::byte> input, std::span<std::byte> output) = 0;

  // What the library says is wrong: a static string.
  struct Corrupt {
    const char* why = "";
  };
};

// A header that says nothing (RFC 1952, 2.3). The libraries verify the trailer only of what they
// saw the header of, and the real one was judged and is gone.
constexpr std::array<std::uint8_t, 10> k_plain_gzip_header{0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3};

// With ISA-L where the build found it, otherwise with zlib.
std::unique_ptr<GzipBody> make_gzip_body();
// With zlib, on every machine.
std::unique_ptr<GzipBody> make_portable_gzip_body();

} // namespace package_audit::formats::compression
