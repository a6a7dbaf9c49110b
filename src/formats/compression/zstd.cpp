// zstd (RFC 8878).

#include "base/text.hpp"
#include "formats/compression/decoder.hpp"
#include "formats/detect.hpp"

#include <fmt/format.h>
#include <zstd.h>

#include <array>
#include <new>
#include <optional>
#include <string>
#include <zstd_errors.h>

namespace package_audit::formats::compression {

namespace {

// RFC 8878, 3.1.1.1.
struct FrameHeader {
  std::uint64_t window = 0;
  std::optional<std::uint64_t> content_size{};
  bool has_checksum = false;
  bool has_dictionary = false;
  bool has_unused_bit = false;
};

constexpr std::size_t k_descriptor = 4; // its offset, after the magic number

// Bytes. zstd, libarchive and dpkg refuse larger windows by default (ZSTD_WINDOWLOG_LIMIT_DEFAULT).
constexpr std::uint64_t k_max_default_window = std::uint64_t{1} << 27U;

std::uint64_t little_endian(std::string_view bytes) {
  std::uint64_t value = 0;
  for (std::size_t i = bytes.size(); i > 0; --i) {
    value = value << 8U | static_cast<unsigned char>(bytes[i - 1]);
  }
  return value;
}

// RFC 8878, 3.1.1.1.2.
std::uint64_t window_size(unsigned char descriptor) {
  const std::uint64_t base = std::uint64_t{1} << (10 + (descriptor >> 3U));
  return base + base / 8 * (descriptor & 7U);
}

// Nothing if `head` ends before the header does.
std::optional<FrameHeader> parse_header(std::string_view head) {
  if (head.size() <= k_descriptor) return std::nullopt;
  const auto descriptor = static_cast<unsigned char>(head[k_descriptor]);
  const bool is_single_segment = (descriptor & 0x20U) != 0;
  constexpr std::array<std::size_t, 4> k_dictionary_sizes{0, 1, 2, 4};
  constexpr std::array<std::size_t, 4> k_content_sizes{0, 2, 4, 8};
  const std::size_t dictionary = k_dictionary_sizes[descriptor & 3U];
  const unsigned content_flag = descriptor >> 6U;
  const std::size_t content =
      content_flag == 0 && is_single_segment ? 1 : k_content_sizes[content_flag];
  const std::size_t window = is_single_segment ? 0 : 1;
  if (head.size() < k_descriptor + 1 + window + dictionary + content) return std::nullopt;

  FrameHeader header;
  header.has_checksum = (descriptor & 0x04U) != 0;
  header.has_dictionary = dictionary != 0;
  header.has_unused_bit = (descriptor & 0x10U) != 0;
  if (content > 0) {
    // RFC 8878, 3.1.1.1.4: two bytes store the size minus 256.
    const std::string_view size = head.substr(k_descriptor + 1 + window + dictionary, content);
    header.content_size = little_endian(size) + (content == 2 ? 256 : 0);
  }
  header.window = is_single_segment
                      ? *header.content_size
                      : window_size(static_cast<unsigned char>(head[k_descriptor + 1]));
  return header;
}

class ZstdDecoder final : public Decoder {
public:
  ZstdDecoder(base::ByteStream& input, const Limits& limits, PackageNotes& notes)
      : Decoder(input, Compression::zstd, "zstd"), limits_(limits), notes_(notes),
        state_(ZSTD_createDCtx(), ZSTD_freeDCtx) {
    if (!state_) throw std::bad_alloc();
    // No limit in the library: validate() checks the window first.
    const ZSTD_bounds bounds = ZSTD_dParam_getBounds(ZSTD_d_windowLogMax);
    ZSTD_DCtx_setParameter(state_.get(), ZSTD_d_windowLogMax, bounds.upperBound);
  }

protected:
  Step advance(base::Bytes input, base::WritableBytes output) override {
    if (!has_header_) return {.consumed = read_header(input)};
    ZSTD_inBuffer in{input.data(), input.size(), 0};
    ZSTD_outBuffer out{output.data(), output.size(), 0};
    const bool finished = decompress(out, in);
    produced_ += out.pos;
    // The library does not compare the sizes if the last block is empty.
    if (finished && content_size_.value_or(produced_) != produced_) {
      fail(AnomalyKind::damaged, "does not have the size that its header says");
    }
    return {in.pos, out.pos, finished};
  }

private:
  // Consumes the bytes of the header only. Returns how many.
  std::size_t read_header(base::Bytes input) {
    std::size_t taken = 0;
    std::optional<FrameHeader> header;
    while (!header && taken < input.size()) {
      head_ += static_cast<char>(input[taken++]);
      header = parse_header(head_);
    }
    if (!header) return taken;
    validate(*header);
    has_header_ = true;
    ZSTD_inBuffer in{head_.data(), head_.size(), 0};
    ZSTD_outBuffer out{nullptr, 0, 0};
    decompress(out, in);
    return taken;
  }

  void validate(const FrameHeader& header) {
    if (header.has_dictionary) {
      fail(AnomalyKind::damaged, "needs a dictionary, which is not in the package");
    }
    if (header.has_unused_bit) fail(AnomalyKind::ambiguous, "has a bit set that means nothing");
    if (header.window > decoder_memory(limits_)) fail_for_memory("zstd", header.window, limits_);
    if (header.window > k_max_default_window) {
      fail(
          AnomalyKind::ambiguous,
          fmt::format("has a window of {}, and unpackers refuse more than {} unless they are told; "
                      "pack it with at most --long=27",
                      base::human_size(header.window), base::human_size(k_max_default_window)));
    }
    content_size_ = header.content_size;
    if (!header.has_checksum) notes_.lacks_checksum = true;
  }

  // Returns true when the frame is complete and `out` has its last bytes.
  bool decompress(ZSTD_outBuffer& out, ZSTD_inBuffer& in) {
    const std::size_t result = ZSTD_decompressStream(state_.get(), &out, &in);
    if (ZSTD_getErrorCode(result) == ZSTD_error_memory_allocation) throw std::bad_alloc();
    if (ZSTD_isError(result) != 0U) {
      fail(AnomalyKind::damaged, fmt::format("is corrupt ({})", ZSTD_getErrorName(result)));
    }
    return result == 0;
  }

  const Limits& limits_;
  PackageNotes& notes_;
  std::unique_ptr<ZSTD_DCtx, std::size_t (*)(ZSTD_DCtx*)> state_;
  // The header of the frame until it is complete.
  std::string head_;
  bool has_header_ = false;
  std::optional<std::uint64_t> content_size_;
  std::uint64_t produced_ = 0;
};

} // namespace

std::unique_ptr<base::ByteStream> decode_zstd(base::ByteStream& input, const Limits& limits,
                                              PackageNotes& notes) {
  return std::make_unique<ZstdDecoder>(input, limits, notes);
}

} // namespace package_audit::formats::compression
