// RPM packages: lead, signature header, header, one compressed cpio archive ("RPM Package File
// Structure" in the Linux Standard Base, core specification 5.0, chapter 22).

#include "formats/cpio/reader.hpp"

#include "base/head.hpp"
#include "formats/byte_ledger.hpp"
#include "formats/compression/decode.hpp"
#include "formats/fault.hpp"
#include "formats/readers.hpp"
#include "formats/rpm/digests.hpp"
#include "formats/rpm/file_list.hpp"
#include "formats/rpm/header.hpp"
#include "formats/rpm/lead.hpp"
#include "formats/rpm/scripts.hpp"
#include "formats/rpm/tags.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace package_audit::formats::rpm {

namespace {

constexpr std::string_view k_lead_magic = "\xED\xAB\xEE\xDB";

// The header starts at a multiple of 8.
std::uint64_t skip_padding(base::ByteSource& source, std::uint64_t end) {
  constexpr std::uint64_t k_alignment = 8;
  const std::uint64_t aligned = (end + k_alignment - 1) / k_alignment * k_alignment;
  const auto size = static_cast<std::size_t>(aligned - end);
  if (base::read_range(source, end, size) != std::string(size, '\0')) {
    unexpected_bytes("the padding behind the RPM signature is not zero");
  }
  return aligned;
}

// The lead of rpm 4 includes the epoch, that of other tools does not.
void expect_matching_lead(const Lead& lead, const Header& header) {
  const std::string_view name = header.text(tag::k_name);
  const std::string_view version = header.text(tag::k_version);
  const std::string_view release = header.text(tag::k_release);
  if (name.empty() || version.empty() || release.empty()) {
    damaged("the RPM header names no package, version or release");
  }
  std::string without_epoch = fmt::format("{}-{}-{}", name, version, release);
  std::string full = without_epoch;
  if (const auto epoch = header.number(tag::k_epoch)) {
    full = fmt::format("{}-{}:{}-{}", name, *epoch, version, release);
  }
  without_epoch.resize(std::min(without_epoch.size(), Lead::k_max_name_size));
  full.resize(std::min(full.size(), Lead::k_max_name_size));
  if (lead.name != without_epoch && lead.name != full) {
    ambiguous(
        fmt::format("the RPM lead calls the package \"{}\", the header \"{}\"", lead.name, full));
  }
  if (lead.is_source != header.has(tag::k_source_package)) {
    ambiguous("only one of RPM lead and header says that this is a source package");
  }
}

// Makes descriptions, change logs and other texts of the header available to content checks.
void pass_on_header(const Header& header, EntryVisitor& visitor) {
  visitor.begin({.member = "header",
                 .path = "RPM/header",
                 .section = Section::metadata,
                 .type = EntryType::file,
                 .implicitly_allowed = true});
  visitor.data(base::as_bytes(header.bytes()));
  visitor.end();
}

// Adds the bytes of a stream to the digests and passes them on.
class HashingStream final : public base::ByteStream {
public:
  using Add = void (PayloadDigests::*)(base::Bytes);

  HashingStream(base::ByteStream& inner, PayloadDigests& digests, Add add)
      : inner_(inner), digests_(digests), add_(add) {}

  base::Bytes next() override {
    const base::Bytes block = inner_.next();
    (digests_.*add_)(block);
    return block;
  }

private:
  base::ByteStream& inner_;
  PayloadDigests& digests_;
  Add add_;
};

struct Compressor {
  std::string_view name;
  compression::Compression compression;
};

// Names in the header; an uncompressed payload has none.
constexpr std::array k_compressors{Compressor{"", compression::Compression::none},
                                   Compressor{"gzip", compression::Compression::gzip},
                                   Compressor{"bzip2", compression::Compression::bzip2},
                                   Compressor{"xz", compression::Compression::xz},
                                   Compressor{"zstd", compression::Compression::zstd}};

compression::Compression payload_compression(base::ByteSource& source, const Header& header) {
  const std::string_view format = header.text(tag::k_payload_format);
  if (format != "cpio") {
    damaged(fmt::format("the RPM payload is in the form \"{}\", not \"cpio\"", format));
  }
  const std::string_view name = header.text(tag::k_payload_compressor);
  const auto compressor = std::find_if(k_compressors.begin(), k_compressors.end(),
                                       [&](const Compressor& known) { return known.name == name; });
  if (compressor == k_compressors.end()) {
    damaged(fmt::format("the RPM payload is compressed with \"{}\", which is not read; "
                        "gzip, bzip2, xz and zstd are",
                        name));
  }
  const std::string head = base::read_range(source, header.end(), compression::k_magic_size);
  if (compressor->compression != compression::detect(base::as_bytes(head))) {
    throw ReadFault(AnomalyKind::format_mismatch,
                    "the RPM payload is not compressed as the header says");
  }
  return compressor->compression;
}

// The payload is the rest of the file after `header`.
void read_payload(base::ByteSource& source, const Header& header, PayloadDigests& digests,
                  const ReadContext& context, EntryVisitor& visitor) {
  const compression::Compression compression = payload_compression(source, header);
  base::RangeStream range(source, header.end(), source.size());
  HashingStream compressed(range, digests, &PayloadDigests::add_compressed);
  // The compression needs no checksum of its own: the header has digests.
  PackageNotes ignored;
  const std::unique_ptr<base::ByteStream> decoded =
      compression::decode(compression, compressed, context, ignored);
  HashingStream uncompressed(*decoded, digests, &PayloadDigests::add_uncompressed);
  FileListVerifier verifier(visitor, header);
  cpio::read_stream(uncompressed, context.limits, verifier);
  verifier.finish();
  digests.expect_match();
}

} // namespace

bool recognize(base::ByteSource& source) {
  return base::read_head(source, k_lead_magic.size()) == k_lead_magic;
}

void read_package(base::ByteSource& source, const ReadContext& context, EntryVisitor& visitor,
                  PackageNotes& notes) {
  const Limits& limits = context.limits;
  ByteLedger ledger;
  const Lead lead = parse_lead(source);
  ledger.claim(0, Lead::k_size, "the lead");
  const Header signature = Header::parse(source, Lead::k_size, HeaderKind::signature, limits);
  ledger.claim(Lead::k_size, signature.end(), "the signature");
  const std::uint64_t begin = skip_padding(source, signature.end());
  ledger.claim(signature.end(), begin, "the signature's padding");
  const Header header = Header::parse(source, begin, HeaderKind::package, limits);
  ledger.claim(begin, header.end(), "the header");
  ledger.claim(header.end(), source.size(), "the payload");
  ledger.close(source.size());

  expect_header_digests(signature, header);
  expect_matching_lead(lead, header);
  notes.package_name = header.text(tag::k_name);
  notes.build_host = header.text(tag::k_build_host);
  PayloadDigests digests(signature, header);
  pass_on_header(header, visitor);
  read_scripts(header, visitor);
  read_payload(source, header, digests, context, visitor);
}

} // namespace package_audit::formats::rpm
