#include "formats/compression/decode.hpp"

#include "formats/compression/decoder.hpp"

#include <algorithm>
#include <initializer_list>

namespace package_audit::formats::compression {

namespace {

class UncompressedStream final : public base::ByteStream {
public:
  explicit UncompressedStream(base::ByteStream& input) : input_(input) {}
  base::Bytes next() override { return input_.next(); }

private:
  base::ByteStream& input_;
};

bool starts_with(base::Bytes bytes, std::initializer_list<unsigned> magic) {
  return bytes.size() >= magic.size() &&
         std::equal(magic.begin(), magic.end(), bytes.begin(),
                    [](unsigned a, std::byte b) { return std::byte(a) == b; });
}

} // namespace

Compression detect(base::Bytes head) {
  if (starts_with(head, {0x1F, 0x8B})) return Compression::gzip;
  if (starts_with(head, {0xFD, '7', 'z', 'X', 'Z', 0x00})) return Compression::xz;
  if (starts_with(head, {'B', 'Z', 'h'})) return Compression::bzip2;
  if (starts_with(head, {0x28, 0xB5, 0x2F, 0xFD})) return Compression::zstd;
  if (starts_with(head, {0x1F, 0x9D})) return Compression::compress;
  return Compression::none;
}

std::unique_ptr<base::ByteStream> decode(Compression compression, base::ByteStream& input,
                                         const ReadContext& context, PackageNotes& notes,
                                         StoredName name) {
  switch (compression) {
  case Compression::gzip:
    return decode_gzip(input, name);
  case Compression::xz:
    return decode_xz(input, context, notes);
  case Compression::bzip2:
    return decode_bzip2(input);
  case Compression::zstd:
    return decode_zstd(input, context.limits, notes);
  case Compression::compress:
    return decode_compress(input, notes);
  case Compression::none:
    break;
  }
  return std::make_unique<UncompressedStream>(input);
}

} // namespace package_audit::formats::compression
