#include "formats/tar/reader.hpp"

#include "base/head.hpp"
#include "formats/fault.hpp"
#include "formats/readers.hpp"
#include "formats/stream_parser.hpp"
#include "formats/tar/parser.hpp"

#include <archive.h>

#include <algorithm>

namespace package_audit::formats::tar {

namespace {

compression::Compression compression_of(base::ByteSource& source) {
  return compression::detect(base::as_bytes(base::read_head(source, compression::k_magic_size)));
}

} // namespace

std::string uncompressed_head(base::ByteSource& source, compression::Compression compression) {
  const Limits limits;
  PackageNotes ignored;
  try {
    base::RangeStream input(source, 0, source.size());
    const std::unique_ptr<base::ByteStream> plain =
        compression::decode(compression, input, limits, ignored, compression::StoredName::accepted);
    std::string head;
    while (head.size() < k_block_size) {
      const base::Bytes block = plain->next();
      if (block.empty()) break;
      head.append(base::as_text(block).substr(0, k_block_size - head.size()));
    }
    return head;
  } catch (const ReadFault&) {
    return {};
  }
}

bool begins_tar(std::string_view head) {
  if (head.size() < k_block_size) return false;
  const std::string_view block = head.substr(0, k_block_size);
  return base::is_all_zero(block) || has_valid_checksum(block);
}

bool recognize(base::ByteSource& source, compression::Compression compression) {
  if (compression == compression::Compression::none) {
    return begins_tar(base::read_head(source, k_block_size));
  }
  if (compression_of(source) != compression) return false;
  const std::string head = uncompressed_head(source, compression);
  // Damaged data count as a tar too: the reader's fault says more than "unknown format".
  return head.empty() || begins_tar(head);
}

void read_stream(base::ByteStream& stream, const Limits& limits, EntryVisitor& visitor) {
  Parser parser(limits);
  formats::read_stream(stream, parser, archive_read_support_format_tar, visitor);
}

void read_package(base::ByteSource& source, const ReadContext& context, EntryVisitor& visitor,
                  PackageNotes& notes) {
  base::RangeStream input(source, 0, source.size());
  const std::unique_ptr<base::ByteStream> plain =
      compression::decode(compression_of(source), input, context, notes);
  read_stream(*plain, context.limits, visitor);
}

} // namespace package_audit::formats::tar
