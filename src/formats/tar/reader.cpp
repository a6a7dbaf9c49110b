#include "formats/tar/reader.hpp"

#include "base/head.hpp"
#include "formats/compression/decode.hpp"
#include "formats/fault.hpp"
#include "formats/readers.hpp"
#include "formats/tar/parser.hpp"
#include "formats/walked_stream.hpp"

#include <algorithm>

namespace package_audit::formats::tar {

namespace {

// A damaged stream still counts as a tarball: reading it tells what is wrong better than "unknown".
bool is_compressed_tar(base::ByteSource& source, compression::Compression compression) {
  if (compression::sniff_compression(base::as_bytes(base::read_head(source, 8))) != compression)
    return false;
  const std::string head = plain_head(source, compression);
  return head.empty() || is_tar_header(head);
}

} // namespace

std::string plain_head(base::ByteSource& source, compression::Compression compression) {
  const Limits limits;
  PackageNotes unneeded;
  try {
    base::RangeStream input(source, 0, source.size());
    const std::unique_ptr<base::ByteStream> plain = compression::decode(
        compression, input, limits, unneeded, compression::StoredName::accepted);
    std::string head;
    while (head.size() < k_tar_block) {
      const std::span<const std::byte> block = plain->next();
      if (block.empty()) break;
      head.append(base::as_text(block).substr(0, k_tar_block - head.size()));
    }
    return head;
  } catch (const ReadFault&) {
    return {};
  }
}

bool is_tar_header(std::string_view block) {
  if (block.size() < k_tar_block) return false;
  block = block.substr(0, k_tar_block);
  return block.find_first_not_of('\0') == std::string_view::npos || has_tar_checksum(block);
}

bool is_tar(base::ByteSource& source) {
  return is_tar_header(base::read_head(source, k_tar_block));
}
bool is_tar_gz(base::ByteSource& source) {
  return is_compressed_tar(source, compression::Compression::gzip);
}
bool is_tar_xz(base::ByteSource& source) {
  return is_compressed_tar(source, compression::Compression::xz);
}
bool is_tar_bz2(base::ByteSource& source) {
  return is_compressed_tar(source, compression::Compression::bzip2);
}
bool is_tar_zst(base::ByteSource& source) {
  return is_compressed_tar(source, compression::Compression::zstd);
}
bool is_tar_z(base::ByteSource& source) {
  return is_compressed_tar(source, compression::Compression::compress);
}

void read_tar(base::ByteStream& stream, const Limits& limits, EntryVisitor& visitor) {
  TarWalker walker(limits);
  read_walked(stream, walker, archive_read_support_format_tar, visitor);
}

void read_tarball(base::ByteSource& source, const ReadContext& context, EntryVisitor& visitor,
                  PackageNotes& notes) {
  base::RangeStream input(source, 0, source.size());
  const compression::Compression compression =
      compression::sniff_compression(base::as_bytes(base::read_head(source, 8)));
  const std::unique_ptr<base::ByteStream> plain =
      compression::decode(compression, input, context, notes);
  read_tar(*plain, context.limits, visitor);
}

} // namespace package_audit::formats::tar
