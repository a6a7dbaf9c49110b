#pragma once

#include "base/byte_source.hpp"
#include "base/bytes.hpp"
#include "formats/compression/inflater.hpp"
#include "formats/zip/parser.hpp"

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

namespace package_audit::formats::zip {

// Decompresses files of a zip one after the other, by the decoder of gzip: deflate data with CRC-32
// and length behind them are the body of a gzip member. Verifies checksums, and that the data end
// where the directory says.
class Decompressor {
public:
  // `source` must outlive it.
  explicit Decompressor(base::ByteSource& source);

  void open(const ContentLocation& content);
  // Writes the next bytes of the open file to `output`, which is not empty, and returns how many; 0
  // at its end. Throws ReadFault.
  std::size_t next(base::WritableBytes output);

private:
  std::size_t read(base::WritableBytes into);
  std::size_t next_stored(base::WritableBytes output);
  std::size_t next_deflated(base::WritableBytes output);
  base::Bytes next_input();

  base::ByteSource& source_;
  ContentLocation content_;
  // Offset in `source_` of the bytes that are not read yet.
  std::uint64_t position_ = 0;
  std::uint32_t crc_ = 0;
  bool is_open_ = false;
  std::unique_ptr<compression::Inflater> inflater_;
  // CRC-32 and length, as behind the data of a gzip member (RFC 1952, 2.3.1).
  std::array<std::byte, 8> trailer_{};
  bool trailer_is_due_ = false;
  base::Bytes pending_;
  std::vector<std::byte> input_;
};

} // namespace package_audit::formats::zip
