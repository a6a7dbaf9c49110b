#include "archive/tar.hpp"

#include "archive/decode.hpp"
#include "archive/libarchive_reader.hpp"
#include "archive/readers.hpp"
#include "archive/tail.hpp"
#include "bytes/fault.hpp"
#include "bytes/head.hpp"

#include <algorithm>
#include <charconv>

namespace package_audit {

namespace {

constexpr std::size_t k_record = 512;

// The sum of a header's bytes with its checksum field read as blanks (POSIX.1-2017, pax, "ustar
// Interchange Format").
std::uint32_t header_checksum(std::string_view block) {
  constexpr std::size_t k_field = 148;
  constexpr std::size_t k_length = 8;
  std::uint32_t sum = 0;
  for (std::size_t i = 0; i < k_record; ++i) {
    const bool in_field = i >= k_field && i < k_field + k_length;
    sum += in_field ? std::uint32_t{' '} : static_cast<std::uint8_t>(block[i]);
  }
  return sum;
}

// A damaged stream still counts as a tarball: reading it tells what is wrong better than "unknown".
bool is_compressed_tar(ByteSource& source, Compression compression) {
  if (sniff_compression(bytes_of(read_head(source, 8))) != compression) return false;
  const std::string head = plain_head(source, compression);
  return head.empty() || is_tar_header(head);
}

} // namespace

std::string plain_head(ByteSource& source, Compression compression) {
  try {
    RangeStream input(source, 0, source.size());
    const std::unique_ptr<ByteStream> plain = decode(compression, input);
    std::string head;
    while (head.size() < k_record) {
      const std::span<const std::byte> block = plain->next();
      if (block.empty()) break;
      head.append(reinterpret_cast<const char*>(block.data()),
                  std::min(block.size(), k_record - head.size()));
    }
    return head;
  } catch (const ReadFault&) {
    return {};
  }
}

bool is_tar_header(std::string_view block) {
  if (block.size() < k_record) return false;
  if (std::all_of(block.begin(), block.begin() + k_record, [](char c) { return c == '\0'; })) {
    return true;
  }
  std::string_view field = block.substr(148, 8);
  field.remove_prefix(std::min(field.find_first_not_of(' '), field.size()));
  std::uint32_t stored = 0;
  const auto [end, error] = std::from_chars(field.data(), field.data() + field.size(), stored, 8);
  return error == std::errc() && end != field.data() && stored == header_checksum(block);
}

bool is_tar(ByteSource& source) {
  return is_tar_header(read_head(source, k_record));
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

void read_tar(ByteStream& stream, EntryVisitor& visitor,
              const std::function<void(Entry&)>& prepare) {
  TailStream tail(stream);
  LibarchiveReader reader(archive_read_support_format_tar, tail);
  const std::uint64_t end = reader.read_unconfirmed(visitor, prepare);
  tail.expect_zeros(end, 2 * k_record);
}

void read_tarball(ByteSource& source, const Limits&, EntryVisitor& visitor, PackageNotes&) {
  RangeStream input(source, 0, source.size());
  const Compression compression = sniff_compression(bytes_of(read_head(source, 8)));
  const std::unique_ptr<ByteStream> plain = decode(compression, input);
  read_tar(*plain, visitor);
}

} // namespace package_audit
