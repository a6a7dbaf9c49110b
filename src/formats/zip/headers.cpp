#include "formats/zip/headers.hpp"

#include "formats/fault.hpp"

namespace package_audit::formats::zip {

namespace {

constexpr std::uint32_t k_local_signature = 0x04034b50;
constexpr std::uint32_t k_central_signature = 0x02014b50;
constexpr std::size_t k_central_size = 46;

// The fields from "version needed" to "uncompressed size", which both kinds of header share.
void parse_shared(Header& header, base::Bytes bytes, std::size_t offset) {
  header.version_needed = base::le16(bytes, offset);
  header.flags = base::le16(bytes, offset + 2);
  header.method = base::le16(bytes, offset + 4);
  header.time = base::le32(bytes, offset + 6);
  header.crc = base::le32(bytes, offset + 10);
  header.compressed_size = base::le32(bytes, offset + 14);
  header.uncompressed_size = base::le32(bytes, offset + 18);
}

} // namespace

CentralHeader parse_central_header(base::Bytes bytes) {
  if (bytes.size() < k_central_size || base::le32(bytes, 0) != k_central_signature) {
    ambiguous("the central directory holds fewer headers than the end record counts");
  }
  CentralHeader header;
  header.made_by = base::le16(bytes, 4);
  parse_shared(header, bytes, 6);
  const std::size_t name = base::le16(bytes, 28);
  const std::size_t extra = base::le16(bytes, 30);
  header.comment_length = base::le16(bytes, 32);
  header.disk = base::le16(bytes, 34);
  header.internal_attributes = base::le16(bytes, 36);
  header.external_attributes = base::le32(bytes, 38);
  header.local_offset = base::le32(bytes, 42);
  header.length = k_central_size + name + extra + header.comment_length;
  if (bytes.size() < header.length) {
    ambiguous("the central directory ends within a header");
  }
  header.name = base::as_text(bytes.subspan(k_central_size, name));
  header.extra = bytes.subspan(k_central_size + name, extra);
  return header;
}

std::size_t local_header_length(base::Bytes fixed) {
  if (fixed.size() < k_local_header_size || base::le32(fixed, 0) != k_local_signature) {
    ambiguous("has no local header where the directory says");
  }
  return k_local_header_size + base::le16(fixed, 26) + base::le16(fixed, 28);
}

Header parse_local_header(base::Bytes bytes) {
  Header header;
  parse_shared(header, bytes, 4);
  const std::size_t name = base::le16(bytes, 26);
  header.name = base::as_text(bytes.subspan(k_local_header_size, name));
  header.extra = bytes.subspan(k_local_header_size + name);
  return header;
}

} // namespace package_audit::formats::zip
