#pragma once

#include "base/byte_source.hpp"
#include "formats/compression/inflater.hpp"
#include "formats/zip/parser.hpp"

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace package_audit::formats::zip {

// Unpacks members of a zip one after the other, as fast as a .tar.gz: deflate data with their
// CRC-32 and length behind them are what a gzip member is. Checksums are verified, and that a
// member's data end where the directory says.
class ZipContents {
public:
  // `source` must outlive it.
  explicit ZipContents(base::ByteSource& source);

  void open(const ZipContentPlace& place);
  // Puts the next bytes of the member that was opened last into `room`, which is not empty, and
  // returns how many; 0 at its end. Throws ReadFault.
  std::size_t next(std::span<std::byte> room);

private:
  std::size_t read(std::span<std::byte> into);
  std::size_t next_stored(std::span<std::byte> room);
  std::size_t next_deflated(std::span<std::byte> room);
  std::span<const std::byte> next_input();

  base::ByteSource& source_;
  ZipContentPlace place_;
  // Of the file: what is not read yet of the member.
  std::uint64_t position_ = 0;
  std::uint32_t crc_ = 0;
  bool is_open_ = false;
  std::unique_ptr<compression::Inflater> body_;
  // What a gzip member has behind its data (RFC 1952, 2.3.1).
  std::array<std::byte, 8> trailer_{};
  bool trailer_is_due_ = false;
  std::span<const std::byte> pending_;
  std::vector<std::byte> input_;
};

} // namespace package_audit::formats::zip
