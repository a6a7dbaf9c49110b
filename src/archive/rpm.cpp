// RPM packages: lead, signature header, header, one compressed cpio archive ("RPM Package File
// Structure" in the Linux Standard Base, core specification 5.0, chapter 22). The payload is read
// here; the headers are only measured.

#include "archive/decode.hpp"
#include "archive/libarchive_reader.hpp"
#include "archive/readers.hpp"
#include "archive/tail.hpp"
#include "bytes/fault.hpp"
#include "bytes/head.hpp"

namespace package_audit {

namespace {

constexpr std::string_view k_lead_magic = "\xED\xAB\xEE\xDB";
constexpr std::string_view k_header_magic = "\x8E\xAD\xE8\x01";
constexpr std::size_t k_lead_size = 96;
constexpr std::size_t k_index_entry_size = 16;
constexpr std::size_t k_trailer_text = 110 + std::string_view("TRAILER!!!").size();

std::uint64_t big_endian_32(std::string_view bytes, std::size_t offset) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    value = value << 8 | static_cast<std::uint8_t>(bytes[offset + i]);
  }
  return value;
}

// The offset behind the header structure that starts at `offset`.
std::uint64_t end_of_header(ByteSource& source, std::uint64_t offset) {
  const std::string intro = read_range(source, offset, 16);
  if (intro.size() < 16 || !intro.starts_with(k_header_magic)) {
    throw ReadFault(AnomalyKind::damaged, "an RPM header structure is missing or malformed");
  }
  const std::uint64_t entries = big_endian_32(intro, 8);
  const std::uint64_t store = big_endian_32(intro, 12);
  const std::uint64_t end = offset + 16 + entries * k_index_entry_size + store;
  if (end > source.size()) {
    throw ReadFault(AnomalyKind::damaged, "an RPM header ends behind the end of the file");
  }
  return end;
}

// The lead holds name-version-release; neither of the last two may hold a '-'.
std::string name_of(std::string_view lead) {
  std::string_view text = lead.substr(10, 66);
  text = text.substr(0, text.find('\0'));
  for (int part = 0; part < 2; ++part) {
    const std::size_t dash = text.rfind('-');
    if (dash == std::string_view::npos) break;
    text = text.substr(0, dash);
  }
  return std::string(text);
}

} // namespace

bool is_rpm(ByteSource& source) {
  return read_head(source, k_lead_magic.size()) == k_lead_magic;
}

void read_rpm(ByteSource& source, const Limits&, EntryVisitor& visitor, PackageNotes& notes) {
  const std::string lead = read_head(source, k_lead_size);
  if (lead.size() < k_lead_size) throw ReadFault(AnomalyKind::damaged, "ends within its lead");
  notes.package_name = name_of(lead);
  // The signature header is padded so that the header starts at a multiple of 8.
  const std::uint64_t signature_end = end_of_header(source, k_lead_size);
  const std::uint64_t payload = end_of_header(source, (signature_end + 7) / 8 * 8);

  RangeStream range(source, payload, source.size());
  const Compression compression = sniff_compression(bytes_of(read_range(source, payload, 8)));
  if (compression == Compression::compress) {
    throw ReadFault(AnomalyKind::damaged, "no RPM payload is compressed with compress");
  }
  const std::unique_ptr<ByteStream> plain = decode(compression, range);
  TailStream tail(*plain);
  LibarchiveReader reader(archive_read_support_format_cpio, tail);
  const std::uint64_t end = reader.read_unconfirmed(visitor);
  // The end mark is a member of its own: a header, the name, and zeros up to a multiple of four.
  tail.expect_zeros(end + k_trailer_text, 1);
}

} // namespace package_audit
