// gzip (RFC 1952): the header; Inflater reads the rest.

#include "base/head.hpp"
#include "formats/compression/decoder.hpp"
#include "formats/compression/inflater.hpp"
#include "formats/fault.hpp"

#include <fmt/format.h>

namespace package_audit::formats::compression {

namespace {

// RFC 1952, 2.3.
constexpr std::size_t k_header_size = 10;
constexpr std::size_t k_method = 2;
constexpr std::size_t k_flags = 3;
constexpr unsigned k_deflate = 8;
constexpr unsigned k_is_text = 0x01;
constexpr unsigned k_has_checksum = 0x02;
constexpr unsigned k_has_extra = 0x04;
constexpr unsigned k_has_name = 0x08;
constexpr unsigned k_has_comment = 0x10;
constexpr unsigned k_reserved = 0xE0;

unsigned byte_at(std::string_view header, std::size_t offset) {
  return static_cast<unsigned char>(header[offset]);
}

class GzipDecoder final : public Decoder {
public:
  GzipDecoder(base::ByteStream& input, StoredName name)
      : Decoder(input, Compression::gzip, "gzip"), stored_name_(name), inflater_(make_inflater()) {}

protected:
  Step advance(base::Bytes input, base::WritableBytes output) override {
    if (!in_body_) return {.consumed = read_header(input)};
    try {
      return inflater_->advance(input, output);
    } catch (const Inflater::Corrupt& corrupt) {
      fail(AnomalyKind::damaged, fmt::format("is corrupt ({})", corrupt.reason));
    }
  }

private:
  // Consumes the bytes of the header only. Returns how many.
  std::size_t read_header(base::Bytes input) {
    std::size_t taken = 0;
    while (!in_body_ && taken < input.size()) {
      const auto byte = static_cast<char>(input[taken++]);
      if (header_.size() < k_header_size) {
        header_ += byte;
        if (header_.size() == k_header_size) validate_header();
      } else {
        in_body_ = byte == '\0'; // the end of the name
      }
    }
    return taken;
  }

  void validate_header() {
    if (byte_at(header_, k_method) != k_deflate) {
      fail(AnomalyKind::damaged, "is corrupt (unknown compression method)");
    }
    const unsigned flags = byte_at(header_, k_flags);
    if ((flags & k_reserved) != 0) fail(AnomalyKind::damaged, "is corrupt (unknown header flags)");
    if ((flags & k_has_extra) != 0) refuse("an extra field (FEXTRA)");
    if ((flags & k_has_comment) != 0) refuse("a comment (FCOMMENT)");
    if ((flags & k_has_checksum) != 0) refuse("a checksum of itself (FHCRC)");
    if ((flags & k_is_text) != 0) refuse("a mark for text (FTEXT)");
    const bool has_name = (flags & k_has_name) != 0;
    if (has_name && stored_name_ == StoredName::refused) refuse("the name of a file (FNAME)");
    in_body_ = !has_name;
  }

  [[noreturn]] void refuse(std::string_view field) const {
    fail(
        AnomalyKind::ambiguous,
        fmt::format("has {} in its header, where no unpacker shows it; pack it with \"gzip -n\" or "
                    "with CPack",
                    field));
  }

  StoredName stored_name_;
  std::unique_ptr<Inflater> inflater_;
  // As many bytes of the header as were read, without the name.
  std::string header_;
  bool in_body_ = false;
};

} // namespace

std::unique_ptr<base::ByteStream> decode_gzip(base::ByteStream& input, StoredName name) {
  return std::make_unique<GzipDecoder>(input, name);
}

std::string stored_gzip_name(base::ByteSource& source, const Limits& limits) {
  const std::string header = base::read_head(source, k_header_size);
  if (header.size() < k_header_size) return {};
  const unsigned flags = byte_at(header, k_flags);
  // An extra field precedes the name, but decode() refuses it.
  if ((flags & k_has_name) == 0 || (flags & k_has_extra) != 0) return {};
  const auto max_size = static_cast<std::size_t>(limits.path_length) + 1;
  const std::string name = base::read_range(source, k_header_size, max_size);
  const std::size_t end = name.find('\0');
  if (end == std::string::npos && name.size() == max_size) {
    over_limit(&Limits::path_length, limits);
  }
  return name.substr(0, end);
}

} // namespace package_audit::formats::compression
