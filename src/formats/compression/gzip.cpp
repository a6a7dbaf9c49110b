// gzip (RFC 1952): the header here, what it announces in a GzipBody.

#include "base/head.hpp"
#include "formats/compression/decoder.hpp"
#include "formats/compression/gzip_body.hpp"
#include "formats/fault.hpp"

#include <fmt/format.h>

namespace package_audit::formats::compression {

namespace {

// Section 2.3 of the RFC.
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
      : Decoder(input, Compression::gzip, "gzip"), stored_name_(name), body_(make_gzip_body()) {}

protected:
  Step advance(std::span<const std::byte> input, std::span<std::byte> output) override {
    if (!in_body_) return {.consumed = read_header(input)};
    try {
      return body_->advance(input, output);
    } catch (const GzipBody::Corrupt& corrupt) {
      fail(AnomalyKind::damaged, fmt::format("is corrupt ({})", corrupt.why));
    }
  }

private:
  // Takes no byte more than the header has.
  std::size_t read_header(std::span<const std::byte> input) {
    std::size_t taken = 0;
    while (!in_body_ && taken < input.size()) {
      const auto byte = static_cast<char>(input[taken++]);
      if (header_.size() < k_header_size) {
        header_ += byte;
        if (header_.size() == k_header_size) judge_header();
      } else {
        in_body_ = byte == '\0'; // the end of the name
      }
    }
    return taken;
  }

  void judge_header() {
    if (byte_at(header_, k_method) != k_deflate) {
      fail(AnomalyKind::damaged, "is corrupt (unknown compression method)");
    }
    const unsigned flags = byte_at(header_, k_flags);
    if ((flags & k_reserved) != 0) fail(AnomalyKind::damaged, "is corrupt (unknown header flags)");
    if ((flags & k_has_extra) != 0) refuse("an extra field (FEXTRA)");
    if ((flags & k_has_comment) != 0) refuse("a comment (FCOMMENT)");
    if ((flags & k_has_checksum) != 0) refuse("a checksum of itself (FHCRC)");
    if ((flags & k_is_text) != 0) refuse("a mark for text (FTEXT)");
    const bool named = (flags & k_has_name) != 0;
    if (named && stored_name_ == StoredName::refused) refuse("the name of a file (FNAME)");
    in_body_ = !named;
  }

  [[noreturn]] void refuse(std::string_view what) const {
    fail(
        AnomalyKind::ambiguous,
        fmt::format("has {} in its header, where no unpacker shows it; pack it with \"gzip -n\" or "
                    "with CPack",
                    what));
  }

  StoredName stored_name_;
  std::unique_ptr<GzipBody> body_;
  // As long as it is not complete, and without the name.
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
  // An extra field would stand in front of the name, but is refused anyway.
  if ((flags & k_has_name) == 0 || (flags & k_has_extra) != 0) return {};
  const auto longest = static_cast<std::size_t>(limits.path_length) + 1;
  const std::string name = base::read_range(source, k_header_size, longest);
  const std::size_t end = name.find('\0');
  if (end == std::string::npos && name.size() == longest) {
    throw ReadFault(AnomalyKind::limit, limit_message(&Limits::path_length, limits));
  }
  return name.substr(0, end);
}

} // namespace package_audit::formats::compression
