#include "formats/zip/records.hpp"

#include "base/bytes.hpp"
#include "formats/fault.hpp"

namespace package_audit::formats::zip {

namespace {

constexpr std::uint32_t k_local_signature = 0x04034b50;
constexpr std::uint32_t k_central_signature = 0x02014b50;
constexpr std::size_t k_central_size = 46;

// The run of fields that both kinds of header share, version needed to uncompressed size.
void parse_shared(ZipHeader& header, std::span<const std::byte> bytes, std::size_t offset) {
  header.needed = base::le16(bytes, offset);
  header.flags = base::le16(bytes, offset + 2);
  header.method = base::le16(bytes, offset + 4);
  header.time = base::le32(bytes, offset + 6);
  header.crc = base::le32(bytes, offset + 10);
  header.packed = base::le32(bytes, offset + 14);
  header.unpacked = base::le32(bytes, offset + 18);
}

} // namespace

ZipCentralHeader parse_zip_central(std::span<const std::byte> bytes) {
  if (bytes.size() < k_central_size || base::le32(bytes, 0) != k_central_signature) {
    throw ReadFault(AnomalyKind::ambiguous,
                    "the central directory holds fewer headers than the end record counts");
  }
  ZipCentralHeader header;
  header.made_by = base::le16(bytes, 4);
  parse_shared(header, bytes, 6);
  const std::size_t name = base::le16(bytes, 28);
  const std::size_t extra = base::le16(bytes, 30);
  header.comment_length = base::le16(bytes, 32);
  header.disk = base::le16(bytes, 34);
  header.internal = base::le16(bytes, 36);
  header.external = base::le32(bytes, 38);
  header.offset = base::le32(bytes, 42);
  header.length = k_central_size + name + extra + header.comment_length;
  if (bytes.size() < header.length) {
    throw ReadFault(AnomalyKind::ambiguous, "the central directory ends within a header");
  }
  header.name = base::as_text(bytes.subspan(k_central_size, name));
  header.extra = bytes.subspan(k_central_size + name, extra);
  return header;
}

std::size_t zip_local_length(std::span<const std::byte> fixed) {
  if (fixed.size() < k_zip_local_size || base::le32(fixed, 0) != k_local_signature) {
    throw ReadFault(AnomalyKind::ambiguous, "has no local header where the directory says");
  }
  return k_zip_local_size + base::le16(fixed, 26) + base::le16(fixed, 28);
}

ZipHeader parse_zip_local(std::span<const std::byte> bytes) {
  ZipHeader header;
  parse_shared(header, bytes, 4);
  const std::size_t name = base::le16(bytes, 26);
  header.name = base::as_text(bytes.subspan(k_zip_local_size, name));
  header.extra = bytes.subspan(k_zip_local_size + name);
  return header;
}

} // namespace package_audit::formats::zip
