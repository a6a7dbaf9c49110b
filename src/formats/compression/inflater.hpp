#pragma once

#include "formats/compression/decoder.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

namespace package_audit::formats::compression {

// Decompresses the body of a gzip member (RFC 1952): deflate data and a trailer with their CRC-32
// and size, both of which it verifies. There is an implementation for each library; they differ in
// speed only.
class Inflater {
public:
  virtual ~Inflater() = default;
  // Starts with the next body. A new object needs no restart.
  virtual void restart() = 0;
  // Throws Corrupt. Step::finished is true once the last byte of the trailer is consumed; bytes
  // after it are left.
  virtual Decoder::Step advance(base::Bytes input, base::WritableBytes output) = 0;

  struct Corrupt {
    // The library's message, a static string.
    const char* reason = "";
  };
};

// A gzip header without optional fields (RFC 1952, 2.3). The libraries verify a trailer only after
// a header, and the real one was parsed before.
constexpr std::array<std::uint8_t, 10> k_gzip_header{0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3};

// Of ISA-L if the build found it, otherwise of zlib.
std::unique_ptr<Inflater> make_inflater();
// Of zlib, which every build has.
std::unique_ptr<Inflater> make_zlib_inflater();

} // namespace package_audit::formats::compression
