// gzip (RFC 1952).

#include "archive/decoder.hpp"
#include "bytes/head.hpp"

#include <fmt/format.h>
#include <zlib.h>

#include <new>

namespace package_audit {

namespace {

constexpr std::size_t k_header_size = 10;
constexpr std::size_t k_flags = 3;
constexpr unsigned char k_has_extra = 0x04;
constexpr unsigned char k_has_name = 0x08;

class GzipDecoder final : public Decoder {
public:
  GzipDecoder(ByteStream& input, StoredName name)
      : Decoder(input, Compression::gzip, "gzip"), stored_name_(name) {
    // 15: largest window; 16: gzip framing only, with its CRC and length checked.
    if (inflateInit2(&state_, 15 + 16) != Z_OK) throw std::bad_alloc();
    // zlib leaves these pointers alone when the header has the field, and clears them otherwise.
    header_.extra = header_.name = header_.comment = &nothing_;
    inflateGetHeader(&state_, &header_);
  }
  ~GzipDecoder() override { inflateEnd(&state_); }
  GzipDecoder(const GzipDecoder&) = delete;
  GzipDecoder& operator=(const GzipDecoder&) = delete;

protected:
  Step advance(std::span<const std::byte> input, std::span<std::byte> output) override {
    // zlib takes its input through a pointer to non-const, but never writes to it.
    state_.next_in = reinterpret_cast<Bytef*>(const_cast<std::byte*>(input.data()));
    state_.avail_in = static_cast<uInt>(input.size());
    state_.next_out = reinterpret_cast<Bytef*>(output.data());
    state_.avail_out = static_cast<uInt>(output.size());
    const int result = inflate(&state_, Z_NO_FLUSH);
    if (result == Z_MEM_ERROR) throw std::bad_alloc();
    if (result != Z_OK && result != Z_STREAM_END && result != Z_BUF_ERROR) {
      const std::string_view why = state_.msg == nullptr ? "" : state_.msg;
      fail(AnomalyKind::damaged, fmt::format("is corrupt ({})", why));
    }
    if (header_.done == 1) judge_header();
    return {input.size() - state_.avail_in, output.size() - state_.avail_out,
            result == Z_STREAM_END};
  }

private:
  void judge_header() {
    if (header_.name != Z_NULL && stored_name_ == StoredName::refused) {
      refuse("the name of a file (FNAME)");
    }
    if (header_.comment != Z_NULL) refuse("a comment (FCOMMENT)");
    if (header_.extra != Z_NULL) refuse("an extra field (FEXTRA)");
    if (header_.hcrc != 0) refuse("a checksum of itself (FHCRC)");
    if (header_.text != 0) refuse("a mark for text (FTEXT)");
    header_.done = 2;
  }

  [[noreturn]] void refuse(std::string_view what) const {
    fail(
        AnomalyKind::ambiguous,
        fmt::format("has {} in its header, where no unpacker shows it; pack it with \"gzip -n\" or "
                    "with CPack",
                    what));
  }

  z_stream state_{};
  gz_header header_{};
  Bytef nothing_ = 0;
  StoredName stored_name_;
};

} // namespace

std::unique_ptr<ByteStream> decode_gzip(ByteStream& input, StoredName name) {
  return std::make_unique<GzipDecoder>(input, name);
}

std::string stored_gzip_name(ByteSource& source, const Limits& limits) {
  const std::string header = read_head(source, k_header_size);
  if (header.size() < k_header_size) return {};
  const auto flags = static_cast<unsigned char>(header[k_flags]);
  // An extra field would stand in front of the name, but is refused anyway.
  if ((flags & k_has_name) == 0 || (flags & k_has_extra) != 0) return {};
  const auto longest = static_cast<std::size_t>(limits.path_length) + 1;
  const std::string name = read_range(source, k_header_size, longest);
  const std::size_t end = name.find('\0');
  if (end == std::string::npos && name.size() == longest) {
    throw ReadFault(AnomalyKind::limit, limit_message(&Limits::path_length, limits));
  }
  return name.substr(0, end);
}

} // namespace package_audit
