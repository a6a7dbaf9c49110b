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

// The parts of an xz stream ("The .xz File Format", version 1.1.0), with liblzma's functions for
// each. All that is wrong with one is a ReadFault.

// Section 2.1.1; `bytes` are all of it.
lzma_stream_flags xz_stream_header(std::string_view bytes);

// Section 3: what comes behind its header.
class XzBlock {
public:
  // How long a block's header is whose first byte this is.
  static std::size_t header_size(char first);
  [[noreturn]] static void fail_cut();

  // A ReadFault of the kind `limit` when it needs more memory than `limits` leave a decoder.
  XzBlock(std::string_view header, lzma_check check, const Limits& limits);
  ~XzBlock();
  XzBlock(const XzBlock&) = delete;
  XzBlock& operator=(const XzBlock&) = delete;

  // Unpacks, and verifies the checksum at the end. What comes out in front of damage is handed over
  // first, so that it depends on nothing but the pieces of input and the room.
  Decoder::Step advance(std::span<const std::byte> input, std::span<std::byte> output);
  bool has_begun() const { return has_begun_; }
  bool is_finished() const { return is_finished_; }

  // Bytes behind the header that it claims; only where memory_ahead() says something.
  std::size_t packed_size() const;
  // What it takes to hold it whole, packed and unpacked. Nothing when the header does not tell its
  // sizes.
  std::optional<std::uint64_t> memory_ahead() const;

private:
  friend class XzIndex;
  void judge(lzma_ret result);

  // Section 3.1.5: at most four, and liblzma's end mark. Owns what liblzma allocates for them.
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
  std::uint64_t unpacking_memory_ = 0;
  // Told when what came out in front of it is taken.
  std::optional<ReadFault> fault_;
  bool has_begun_ = false;
  bool is_finished_ = false;
};

// Section 4: must say of each block what it was.
class XzIndex {
public:
  XzIndex();
  ~XzIndex();
  XzIndex(const XzIndex&) = delete;
  XzIndex& operator=(const XzIndex&) = delete;

  // A block that is finished, in the order of the stream.
  void add(const XzBlock& block);
  // Its first byte, a zero, was read to find out that no block comes.
  void begin();
  // Returns how many bytes it took.
  std::size_t take(std::span<const std::byte> input);
  bool is_complete() const { return is_complete_; }
  std::uint64_t size() const;

private:
  lzma_index_hash* hash_;
  bool is_complete_ = false;
};

// Section 2.1.2; `bytes` are all of it.
void expect_xz_footer(std::string_view bytes, const lzma_stream_flags& header,
                      const XzIndex& index);

} // namespace package_audit::formats::compression
