#include "archive/rpm_payload.hpp"

#include "archive/cpio.hpp"
#include "archive/decode.hpp"
#include "archive/format.hpp"
#include "archive/rpm_files.hpp"
#include "bytes/fault.hpp"
#include "bytes/head.hpp"
#include "walk/rpm_tags.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace package_audit {

namespace {

// Passes a stream on and tells the digests of its bytes.
class Digested final : public ByteStream {
public:
  using Add = void (RpmPayloadDigests::*)(std::span<const std::byte>);

  Digested(ByteStream& inner, RpmPayloadDigests& digests, Add add)
      : inner_(inner), digests_(digests), add_(add) {}

  std::span<const std::byte> next() override {
    const std::span<const std::byte> block = inner_.next();
    (digests_.*add_)(block);
    return block;
  }

private:
  ByteStream& inner_;
  RpmPayloadDigests& digests_;
  Add add_;
};

struct Compressor {
  std::string_view name;
  Compression compression;
};

// As rpm names them; none is not named at all.
constexpr std::array k_compressors{
    Compressor{"", Compression::none}, Compressor{"gzip", Compression::gzip},
    Compressor{"bzip2", Compression::bzip2}, Compressor{"xz", Compression::xz},
    Compressor{"zstd", Compression::zstd}};

Compression find_compression(ByteSource& source, const RpmHeader& header) {
  const std::string_view format = header.text(rpm_tag::k_payload_format);
  if (format != "cpio") {
    throw ReadFault(AnomalyKind::damaged,
                    fmt::format("the RPM payload is in the form \"{}\", not \"cpio\"", format));
  }
  const std::string_view name = header.text(rpm_tag::k_payload_compressor);
  const auto compressor = std::find_if(k_compressors.begin(), k_compressors.end(),
                                       [&](const Compressor& known) { return known.name == name; });
  if (compressor == k_compressors.end()) {
    throw ReadFault(AnomalyKind::damaged,
                    fmt::format("the RPM payload is compressed with \"{}\", which is not read; "
                                "gzip, bzip2, xz and zstd are",
                                name));
  }
  const std::string head = read_range(source, header.end(), 8);
  if (compressor->compression != sniff_compression(bytes_of(head))) {
    throw ReadFault(AnomalyKind::format_mismatch,
                    "the RPM payload is not compressed as the header says");
  }
  return compressor->compression;
}

} // namespace

void read_rpm_payload(ByteSource& source, const RpmHeader& header, RpmPayloadDigests& digests,
                      const ReadContext& context, EntryVisitor& visitor) {
  const Compression compression = find_compression(source, header);
  RangeStream range(source, header.end(), source.size());
  Digested packed(range, digests, &RpmPayloadDigests::add_packed);
  // A compression without a checksum is no loss: the header has digests.
  PackageNotes unneeded;
  const std::unique_ptr<ByteStream> unpacked = decode(compression, packed, context, unneeded);
  Digested plain(*unpacked, digests, &RpmPayloadDigests::add_plain);
  RpmFileReader files(visitor, header);
  read_cpio(plain, context.limits, files);
  files.finish();
  digests.expect_right();
}

} // namespace package_audit
