#include "formats/seven_zip/unpack.hpp"

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

constexpr std::size_t k_block = std::size_t{64} << 10;

[[noreturn]] void damaged(std::string detail) {
  throw ReadFault(AnomalyKind::damaged, std::move(detail));
}

[[noreturn]] void packed_rest() {
  throw ReadFault(AnomalyKind::unexpected_bytes,
                  "packed bytes follow the end of a folder's content");
}

// liblzma without any container. It can tell whether packed bytes are left over.
class LzmaDecoder {
public:
  LzmaDecoder(base::ByteSource& source, std::uint64_t begin, std::uint64_t packed,
              const SevenZipCoder& coder)
      : range_(source, begin, begin + packed), packed_(packed) {
    lzma_filter filters[2] = {
        {.id = coder.id == k_7z_lzma2 ? LZMA_FILTER_LZMA2 : LZMA_FILTER_LZMA1, .options = nullptr},
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
  void read(std::span<std::byte> into) {
    if (decode(into) != into.size()) damaged("packed content ends too early");
  }

  // There may be an end mark; no packed byte follows it, or the content where there is none.
  void expect_end() {
    std::array<std::byte, 1> more{};
    if (stream_.total_in < packed_ && decode(more) != 0) {
      damaged("packed content is longer than it should be");
    }
    if (stream_.total_in != packed_) packed_rest();
  }

private:
  static void expect_started(lzma_ret result) {
    if (result == LZMA_MEM_ERROR) throw std::bad_alloc();
    if (result != LZMA_OK) damaged("the properties of a compression method are wrong");
  }

  std::size_t decode(std::span<std::byte> into) {
    stream_.next_out = base::octets(into);
    stream_.avail_out = into.size();
    while (stream_.avail_out > 0 && !ended_) {
      if (stream_.avail_in == 0) {
        const std::span<const std::byte> block = range_.next();
        if (block.empty()) break;
        stream_.next_in = base::octets(block);
        stream_.avail_in = block.size();
      }
      const lzma_ret result = ::lzma_code(&stream_, LZMA_RUN);
      ended_ = result == LZMA_STREAM_END;
      if (result == LZMA_MEM_ERROR) throw std::bad_alloc();
      if (result != LZMA_OK && !ended_) damaged("packed content is damaged");
    }
    return into.size() - stream_.avail_out;
  }

  base::RangeStream range_;
  std::uint64_t packed_;
  lzma_stream stream_ = LZMA_STREAM_INIT;
  bool ended_ = false;
};

void expect_copied(std::uint64_t packed, std::uint64_t unpacked) {
  if (packed < unpacked) damaged("copied content is shorter than it should be");
  if (packed > unpacked) packed_rest();
}

// Follows the chunks of LZMA2 without unpacking them (xz-file-format and Lzma2Dec.c of the LZMA
// SDK): control byte, unpacked size less one, and for packed chunks their size less one and maybe
// properties.
void expect_lzma2_chunks(base::ByteSource& source, std::uint64_t begin, std::uint64_t packed,
                         std::uint64_t unpacked) {
  constexpr std::size_t k_longest = 6;
  constexpr unsigned k_packed_chunk = 0x80;
  constexpr unsigned k_new_properties = 0xC0;
  const std::uint64_t end = begin + packed;
  ByteWindow window(source);
  while (begin < end) {
    const auto bytes = window.bytes(begin, k_longest);
    if (bytes.empty()) break;
    const unsigned control = std::to_integer<unsigned>(bytes[0]);
    if (control == 0) {
      if (unpacked != 0) damaged("packed content ends too early");
      if (begin + 1 != end) packed_rest();
      return;
    }
    if (bytes.size() < k_longest) break;
    const auto low = [&](std::size_t at) -> std::uint64_t {
      return std::to_integer<unsigned>(bytes[at]) << 8U | std::to_integer<unsigned>(bytes[at + 1]);
    };
    const bool is_packed = control >= k_packed_chunk;
    const std::uint64_t high = is_packed ? std::uint64_t{control & 0x1FU} << 16U : 0;
    const std::uint64_t size = high + low(1) + 1;
    const std::uint64_t header = !is_packed ? 3 : control >= k_new_properties ? 6 : 5;
    begin += header + (is_packed ? low(3) + 1 : size);
    if (size > unpacked) damaged("packed content is longer than it should be");
    unpacked -= size;
  }
  damaged("packed content has no end mark");
}

} // namespace

std::vector<std::byte> unpack_seven_zip(base::ByteSource& source, std::uint64_t begin,
                                        const SevenZipFolder& folder) {
  const std::uint64_t packed = folder.packed[0];
  const std::uint64_t method = folder.coders[0].id;
  const bool known = method == k_7z_copy || method == k_7z_lzma || method == k_7z_lzma2;
  if (folder.coders.size() != 1 || !known) {
    damaged("the header is packed in a way that is not supported");
  }
  std::vector<std::byte> bytes(static_cast<std::size_t>(folder.size()));
  if (method == k_7z_copy) {
    expect_copied(packed, bytes.size());
    if (source.read_at(begin, bytes) != bytes.size()) damaged("packed content ends too early");
    return bytes;
  }
  LzmaDecoder decoder(source, begin, packed, folder.coders[0]);
  decoder.read(bytes);
  decoder.expect_end();
  return bytes;
}

void expect_no_packed_rest(base::ByteSource& source, std::uint64_t begin,
                           const SevenZipFolder& folder) {
  if (folder.packed.size() != 1) return;
  const std::uint64_t packed = folder.packed[0];
  const SevenZipCoder& coder = folder.coders[0];
  std::uint64_t unpacked = folder.unpacked[0];
  if (coder.id == k_7z_copy) expect_copied(packed, unpacked);
  if (coder.id == k_7z_lzma2) expect_lzma2_chunks(source, begin, packed, unpacked);
  if (coder.id != k_7z_lzma) return;
  LzmaDecoder decoder(source, begin, packed, coder);
  std::vector<std::byte> block(k_block);
  for (; unpacked > 0; unpacked -= std::min<std::uint64_t>(unpacked, block.size())) {
    decoder.read(std::span(block).first(
        static_cast<std::size_t>(std::min<std::uint64_t>(unpacked, block.size()))));
  }
  decoder.expect_end();
}

} // namespace package_audit::formats::seven_zip
