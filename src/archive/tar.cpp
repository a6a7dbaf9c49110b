#include "archive/tar.hpp"

#include "archive/decode.hpp"
#include "archive/readers.hpp"
#include "archive/walked_stream.hpp"
#include "bytes/fault.hpp"
#include "bytes/head.hpp"
#include "walk/tar.hpp"

#include <algorithm>

namespace package_audit {

namespace {

// A damaged stream still counts as a tarball: reading it tells what is wrong better than "unknown".
bool is_compressed_tar(ByteSource& source, Compression compression) {
  if (sniff_compression(bytes_of(read_head(source, 8))) != compression) return false;
  const std::string head = plain_head(source, compression);
  return head.empty() || is_tar_header(head);
}

} // namespace

std::string plain_head(ByteSource& source, Compression compression) {
  const Limits limits;
  PackageNotes unneeded;
  try {
    RangeStream input(source, 0, source.size());
    const std::unique_ptr<ByteStream> plain =
        decode(compression, input, limits, unneeded, StoredName::accepted);
    std::string head;
    while (head.size() < k_tar_block) {
      const std::span<const std::byte> block = plain->next();
      if (block.empty()) break;
      head.append(reinterpret_cast<const char*>(block.data()),
                  std::min(block.size(), k_tar_block - head.size()));
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

bool is_tar(ByteSource& source) {
  return is_tar_header(read_head(source, k_tar_block));
}
bool is_tar_gz(ByteSource& source) {
  return is_compressed_tar(source, Compression::gzip);
}
bool is_tar_xz(ByteSource& source) {
  return is_compressed_tar(source, Compression::xz);
}
bool is_tar_bz2(ByteSource& source) {
  return is_compressed_tar(source, Compression::bzip2);
}
bool is_tar_zst(ByteSource& source) {
  return is_compressed_tar(source, Compression::zstd);
}
bool is_tar_z(ByteSource& source) {
  return is_compressed_tar(source, Compression::compress);
}

void read_tar(ByteStream& stream, const Limits& limits, EntryVisitor& visitor,
              const std::function<void(Entry&)>& prepare) {
  TarWalker walker(limits);
  read_walked(stream, walker, archive_read_support_format_tar, visitor, prepare);
}

void read_tarball(ByteSource& source, const ReadContext& context, EntryVisitor& visitor,
                  PackageNotes& notes) {
  RangeStream input(source, 0, source.size());
  const Compression compression = sniff_compression(bytes_of(read_head(source, 8)));
  const std::unique_ptr<ByteStream> plain = decode(compression, input, context, notes);
  read_tar(*plain, context.limits, visitor);
}

} // namespace package_audit
