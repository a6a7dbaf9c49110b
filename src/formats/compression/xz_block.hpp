#pragma once

#include "formats/compression/decoder.hpp"
#include "formats/fault.hpp"

#include <lzma.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>

namespace package_audit::formats::compression {

// The parts of an xz stream ("The .xz File Format", version 1.1.0), by liblzma's functions for
// each. They throw ReadFault.

// Section 2.1.1. `bytes` are the whole stream header.
lzma_stream_flags parse_xz_stream_header(std::string_view bytes);

[[noreturn]] void fail_for_truncated_xz();

// Decompresses one block (section 3).
class XzBlock {
public:
  // The size of a block header by its first byte.
  static std::size_t header_size(char first_byte);

  // `header` is the whole block header. The fault is of kind `limit` if decompression needs more
  // than decoder_memory(limits).
  XzBlock(std::string_view header, lzma_check check, const Limits& limits);
  ~XzBlock();
  XzBlock(const XzBlock&) = delete;
  XzBlock& operator=(const XzBlock&) = delete;

  // Decompresses `input`, which follows the header, and verifies the checksum at its end. Returns
  // the bytes in front of damage first and throws at the next call, so that the output depends on
  // nothing but the sizes of `input` and `output`.
  Decoder::Step advance(base::Bytes input, base::WritableBytes output);
  bool has_begun() const { return has_begun_; }
  bool is_finished() const { return is_finished_; }

  // Compressed bytes after the header. Only if prefetch_memory() returns a value.
  std::size_t compressed_size() const;
  // Bytes of memory for decompressing the whole block at once, including its compressed and its
  // uncompressed bytes. Nothing if the header does not have its sizes.
  std::optional<std::uint64_t> prefetch_memory() const;

private:
  friend class XzIndex;
  static void expect_success(lzma_ret result);

  // Section 3.1.5: at most four, and liblzma's end mark. Owns the options that liblzma allocates.
  struct Filters {
    Filters() { chain.front().id = LZMA_VLI_UNKNOWN; }
    ~Filters();
    Filters(const Filters&) = delete;
    Filters& operator=(const Filters&) = delete;

    std::array<lzma_filter, LZMA_FILTERS_MAX + 1> chain{};
  };
  Filters filters_;
  lzma_block block_{};
  lzma_stream state_ = LZMA_STREAM_INIT;
  std::uint64_t decoding_memory_ = 0;
  // Thrown by the next call.
  std::optional<ReadFault> fault_;
  bool has_begun_ = false;
  bool is_finished_ = false;
};

// The index (section 4), which must list the sizes of all blocks.
class XzIndex {
public:
  XzIndex();
  ~XzIndex();
  XzIndex(const XzIndex&) = delete;
  XzIndex& operator=(const XzIndex&) = delete;

  // Adds the next finished block in the order of the stream.
  void add(const XzBlock& block);
  // Parses its first byte, a zero, which the caller consumed as it is no size of a block header.
  void parse_indicator();
  // Parses bytes and compares them with the added blocks. Returns how many bytes it consumed.
  std::size_t parse(base::Bytes input);
  bool is_complete() const { return is_complete_; }
  std::uint64_t size() const;

private:
  lzma_index_hash* hash_;
  bool is_complete_ = false;
};

// Section 2.1.2. `bytes` are the whole footer.
void expect_xz_footer(std::string_view bytes, const lzma_stream_flags& header,
                      const XzIndex& index);

} // namespace package_audit::formats::compression
