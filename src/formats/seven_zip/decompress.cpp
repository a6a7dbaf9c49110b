#include "formats/seven_zip/decompress.hpp"

#include "base/bytes.hpp"
#include "formats/byte_window.hpp"
#include "formats/fault.hpp"

#include <lzma.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <new>

namespace package_audit::formats::seven_zip {

namespace {

constexpr std::size_t k_block_size = std::size_t{64} << 10;

[[noreturn]] void trailing_input() {
  unexpected_bytes("packed bytes follow the end of a folder's content");
}

// Raw LZMA and LZMA2, without a container, up to the last compressed byte.
class LzmaDecoder {
public:
  LzmaDecoder(base::ByteSource& source, std::uint64_t begin, std::uint64_t size, const Coder& coder)
      : input_(source, begin, begin + size), input_size_(size) {
    lzma_filter filters[2] = {
        {.id = coder.method == method::k_lzma2 ? LZMA_FILTER_LZMA2 : LZMA_FILTER_LZMA1,
         .options = nullptr},
        {.id = LZMA_VLI_UNKNOWN, .options = nullptr}};
    const auto* const properties = base::octets(coder.properties);
    expect_started(::lzma_properties_decode(filters, nullptr, properties, coder.properties.size()));
    const lzma_ret result = ::lzma_raw_decoder(&stream_, filters);
    std::free(filters[0].options);
    expect_started(result);
  }
  ~LzmaDecoder() { ::lzma_end(&stream_); }
  LzmaDecoder(const LzmaDecoder&) = delete;
  LzmaDecoder& operator=(const LzmaDecoder&) = delete;

  // Fills `into`.
  void read(base::WritableBytes into) {
    if (decode(into) != into.size()) damaged("packed content ends too early");
  }

  // Accepts an end mark behind the content, and no other byte.
  void expect_end() {
    std::array<std::byte, 1> more{};
    if (stream_.total_in < input_size_ && decode(more) != 0) {
      damaged("packed content is longer than it should be");
    }
    if (stream_.total_in != input_size_) trailing_input();
  }

private:
  static void expect_started(lzma_ret result) {
    if (result == LZMA_MEM_ERROR) throw std::bad_alloc();
    if (result != LZMA_OK) damaged("the properties of a compression method are wrong");
  }

  std::size_t decode(base::WritableBytes into) {
    stream_.next_out = base::octets(into);
    stream_.avail_out = into.size();
    while (stream_.avail_out > 0 && !is_finished_) {
      if (stream_.avail_in == 0) {
        const base::Bytes block = input_.next();
        if (block.empty()) break;
        stream_.next_in = base::octets(block);
        stream_.avail_in = block.size();
      }
      const lzma_ret result = ::lzma_code(&stream_, LZMA_RUN);
      is_finished_ = result == LZMA_STREAM_END;
      if (result == LZMA_MEM_ERROR) throw std::bad_alloc();
      if (result != LZMA_OK && !is_finished_) damaged("packed content is damaged");
    }
    return into.size() - stream_.avail_out;
  }

  base::RangeStream input_;
  std::uint64_t input_size_;
  lzma_stream stream_ = LZMA_STREAM_INIT;
  bool is_finished_ = false;
};

void expect_copied(std::uint64_t compressed, std::uint64_t uncompressed) {
  if (compressed < uncompressed) damaged("copied content is shorter than it should be");
  if (compressed > uncompressed) trailing_input();
}

// Follows the chunks of LZMA2 without decompression (Lzma2Dec.c of the LZMA SDK): a control byte,
// the uncompressed size minus one, and for compressed chunks their size minus one and maybe
// properties.
void expect_lzma2_chunks(base::ByteSource& source, std::uint64_t begin, std::uint64_t size,
                         std::uint64_t uncompressed) {
  constexpr std::size_t k_max_header = 6;
  constexpr unsigned k_compressed_chunk = 0x80;
  constexpr unsigned k_new_properties = 0xC0;
  const std::uint64_t end = begin + size;
  ByteWindow window(source);
  while (begin < end) {
    const auto bytes = window.bytes(begin, k_max_header);
    if (bytes.empty()) break;
    const unsigned control = std::to_integer<unsigned>(bytes[0]);
    if (control == 0) {
      if (uncompressed != 0) damaged("packed content ends too early");
      if (begin + 1 != end) trailing_input();
      return;
    }
    if (bytes.size() < k_max_header) break;
    const auto low = [&](std::size_t at) { return base::big_endian(base::as_text(bytes), at, 2); };
    const bool is_compressed = control >= k_compressed_chunk;
    const std::uint64_t high = is_compressed ? std::uint64_t{control & 0x1FU} << 16U : 0;
    const std::uint64_t content = high + low(1) + 1;
    const std::uint64_t header = !is_compressed ? 3 : control >= k_new_properties ? 6 : 5;
    begin += header + (is_compressed ? low(3) + 1 : content);
    if (content > uncompressed) damaged("packed content is longer than it should be");
    uncompressed -= content;
  }
  damaged("packed content has no end mark");
}

} // namespace

std::vector<std::byte> decompress(base::ByteSource& source, std::uint64_t begin,
                                  const Folder& folder) {
  const std::uint64_t size = folder.compressed_sizes[0];
  const std::uint64_t method = folder.coders[0].method;
  const bool is_supported =
      method == method::k_copy || method == method::k_lzma || method == method::k_lzma2;
  if (folder.coders.size() != 1 || !is_supported) {
    damaged("the header is packed in a way that is not supported");
  }
  std::vector<std::byte> bytes(static_cast<std::size_t>(folder.uncompressed_size()));
  if (method == method::k_copy) {
    expect_copied(size, bytes.size());
    if (source.read_at(begin, bytes) != bytes.size()) damaged("packed content ends too early");
    return bytes;
  }
  LzmaDecoder decoder(source, begin, size, folder.coders[0]);
  decoder.read(bytes);
  decoder.expect_end();
  return bytes;
}

void expect_no_trailing_input(base::ByteSource& source, std::uint64_t begin, const Folder& folder) {
  if (folder.compressed_sizes.size() != 1) return;
  const std::uint64_t size = folder.compressed_sizes[0];
  const Coder& coder = folder.coders[0];
  std::uint64_t left = folder.output_sizes[0];
  if (coder.method == method::k_copy) expect_copied(size, left);
  if (coder.method == method::k_lzma2) expect_lzma2_chunks(source, begin, size, left);
  if (coder.method != method::k_lzma) return;
  LzmaDecoder decoder(source, begin, size, coder);
  std::vector<std::byte> block(k_block_size);
  while (left > 0) {
    const auto part = static_cast<std::size_t>(std::min<std::uint64_t>(left, block.size()));
    decoder.read(std::span(block).first(part));
    left -= part;
  }
  decoder.expect_end();
}

} // namespace package_audit::formats::seven_zip
