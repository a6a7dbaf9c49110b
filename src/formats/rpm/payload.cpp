#include "formats/rpm/payload.hpp"

#include "base/head.hpp"
#include "formats/compression/decode.hpp"
#include "formats/cpio/reader.hpp"
#include "formats/detect.hpp"
#include "formats/fault.hpp"
#include "formats/rpm/files.hpp"
#include "formats/rpm/tags.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace package_audit::formats::rpm {

namespace {

// Passes a stream on and tells the digests of its bytes.
class Digested final : public base::ByteStream {
public:
  using Add = void (RpmPayloadDigests::*)(std::span<const std::byte>);

  Digested(base::ByteStream& inner, RpmPayloadDigests& digests, Add add)
      : inner_(inner), digests_(digests), add_(add) {}

  std::span<const std::byte> next() override {
    const std::span<const std::byte> block = inner_.next();
    (digests_.*add_)(block);
    return block;
  }

private:
  base::ByteStream& inner_;
  RpmPayloadDigests& digests_;
  Add add_;
};

struct Compressor {
  std::string_view name;
  compression::Compression compression;
};

// As rpm names them; none is not named at all.
constexpr std::array k_compressors{Compressor{"", compression::Compression::none},
                                   Compressor{"gzip", compression::Compression::gzip},
                                   Compressor{"bzip2", compression::Compression::bzip2},
                                   Compressor{"xz", compression::Compression::xz},
                                   Compressor{"zstd", compression::Compression::zstd}};

compression::Compression find_compression(base::ByteSource& source, const RpmHeader& header) {
  const std::string_view format = header.text(tag::k_payload_format);
  if (format != "cpio") {
    throw ReadFault(AnomalyKind::damaged,
                    fmt::format("the RPM payload is in the form \"{}\", not \"cpio\"", format));
  }
  const std::string_view name = header.text(tag::k_payload_compressor);
  const auto compressor = std::find_if(k_compressors.begin(), k_compressors.end(),
                                       [&](const Compressor& known) { return known.name == name; });
  if (compressor == k_compressors.end()) {
    throw ReadFault(AnomalyKind::damaged,
                    fmt::format("the RPM payload is compressed with \"{}\", which is not read; "
                                "gzip, bzip2, xz and zstd are",
                                name));
  }
  const std::string head = base::read_range(source, header.end(), 8);
  if (compressor->compression != compression::sniff_compression(base::as_bytes(head))) {
    throw ReadFault(AnomalyKind::format_mismatch,
                    "the RPM payload is not compressed as the header says");
  }
  return compressor->compression;
}

} // namespace

void read_rpm_payload(base::ByteSource& source, const RpmHeader& header, RpmPayloadDigests& digests,
                      const ReadContext& context, EntryVisitor& visitor) {
  const compression::Compression compression = find_compression(source, header);
  base::RangeStream range(source, header.end(), source.size());
  Digested packed(range, digests, &RpmPayloadDigests::add_packed);
  // A compression without a checksum is no loss: the header has digests.
  PackageNotes unneeded;
  const std::unique_ptr<base::ByteStream> unpacked =
      compression::decode(compression, packed, context, unneeded);
  Digested plain(*unpacked, digests, &RpmPayloadDigests::add_plain);
  RpmFileReader files(visitor, header);
  cpio::read_cpio(plain, context.limits, files);
  files.finish();
  digests.expect_right();
}

} // namespace package_audit::formats::rpm
