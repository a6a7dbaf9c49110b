#include "formats/seven_zip/parser.hpp"

#include "base/bytes.hpp"
#include "base/head.hpp"
#include "formats/fault.hpp"
#include "formats/seven_zip/unpack.hpp"

#include <fmt/format.h>
#include <zlib.h>

#include <algorithm>
#include <numeric>

namespace package_audit::formats::seven_zip {

namespace {

constexpr std::size_t k_signature_size = 32;

[[noreturn]] void damaged(std::string detail) {
  throw ReadFault(AnomalyKind::damaged, std::move(detail));
}

[[noreturn]] void over(std::uint64_t Limits::*which, const Limits& limits,
                       std::string member = {}) {
  throw ReadFault(AnomalyKind::limit, limit_message(which, limits), std::move(member));
}

std::uint32_t checksum(std::span<const std::byte> bytes) {
  return static_cast<std::uint32_t>(
      ::crc32_z(0, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size()));
}

// The last bytes of the file: what the signature header leads to.
struct NextHeader {
  std::uint64_t begin = 0;
  std::uint64_t size = 0;
  std::uint32_t crc = 0;
};

NextHeader read_signature_header(base::ByteSource& source) {
  const std::string text = base::read_head(source, k_signature_size);
  if (text.size() < k_signature_size) damaged("ends within its signature header");
  const auto bytes = base::as_bytes(text);
  const unsigned major = std::to_integer<unsigned>(bytes[6]);
  const unsigned minor = std::to_integer<unsigned>(bytes[7]);
  if (major != 0 || minor < 2 || minor > 4) {
    damaged(fmt::format("is of version {}.{} of the format, 0.2 to 0.4 are known", major, minor));
  }
  if (checksum(bytes.subspan(12)) != base::le32(bytes, 8)) {
    damaged("the checksum of the signature header does not match");
  }
  const std::uint64_t offset = base::le64(bytes, 12);
  const std::uint64_t size = base::le64(bytes, 20);
  const std::uint64_t rest = source.size() - k_signature_size;
  if (offset > rest || size > rest - offset) damaged("its header ends behind the end of the file");
  if (size != rest - offset) {
    throw ReadFault(AnomalyKind::unexpected_bytes,
                    fmt::format("{} bytes follow its header", rest - offset - size));
  }
  if (size == 0) throw ReadFault(AnomalyKind::ambiguous, "has no header and so no members");
  return {.begin = k_signature_size + offset, .size = size, .crc = base::le32(bytes, 28)};
}

void expect_inside(const SevenZipStreams& streams, std::uint64_t file_size) {
  std::uint64_t left = file_size - k_signature_size;
  const auto reach = [&](std::uint64_t size) {
    if (size > left) damaged("a packed stream ends behind the end of the file");
    left -= size;
  };
  reach(streams.begin);
  for (const SevenZipFolder& folder : streams.folders)
    std::for_each(folder.packed.begin(), folder.packed.end(), reach);
}

} // namespace

SevenZipWalker::SevenZipWalker(base::ByteSource& source, const Limits& limits) : limits_(limits) {
  const NextHeader next = read_signature_header(source);
  ledger_.claim(0, k_signature_size, "the signature header");
  if (next.size > limits.memory / 2) over(&Limits::memory, limits);
  header_.resize(static_cast<std::size_t>(next.size));
  if (source.read_at(next.begin, header_) != header_.size()) damaged("ends within its header");
  if (checksum(header_) != next.crc) damaged("the checksum of its header does not match");
  const bool packed = header_[0] == std::byte{k_7z_encoded_header};
  // The packed header lies behind the packed streams that it tells of.
  SevenZipStreams header_streams;
  std::vector<std::byte> outer;
  if (packed) {
    outer = std::move(header_);
    header_streams = unpack_header(source, outer);
  }
  parse_header(source);
  if (packed) claim_streams(source, header_streams);
  ledger_.claim(next.begin, source.size(), "the header");
  ledger_.close(source.size());
}

SevenZipStreams SevenZipWalker::unpack_header(base::ByteSource& source,
                                              std::span<const std::byte> outer) {
  SevenZipCursor cursor(outer.subspan(1));
  SevenZipStreams streams = parse_seven_zip_streams(cursor, limits_);
  if (cursor.left() != 0) damaged("more follows what tells how the header is packed");
  if (streams.folders.size() != 1 || streams.substreams.size() != 1) {
    damaged("the header is packed in a way that is not supported");
  }
  const SevenZipFolder& folder = streams.folders[0];
  if (folder.size() > limits_.memory / 2) over(&Limits::memory, limits_);
  expect_inside(streams, source.size());
  header_ = unpack_seven_zip(source, k_signature_size + streams.begin, folder);
  if (checksum(header_) != streams.substreams[0].crc) {
    damaged("the checksum of its packed header does not match");
  }
  return streams;
}

void SevenZipWalker::parse_header(base::ByteSource& source) {
  SevenZipCursor cursor(header_);
  cursor.expect(k_7z_header, "the header does not begin as one");
  unsigned id = cursor.byte();
  if (id == k_7z_main_streams) {
    SevenZipStreams streams = parse_seven_zip_streams(cursor, limits_);
    expect_inside(streams, source.size());
    expect_within_limits(streams);
    claim_streams(source, streams);
    substreams_ = std::move(streams.substreams);
    id = cursor.byte();
  }
  if (id != k_7z_files) damaged("the header holds no list of files where it belongs");
  files_ = parse_seven_zip_files(cursor, limits_);
  cursor.expect(k_7z_end, "the header holds more than streams and files");
  if (cursor.left() != 0) damaged("more follows the end of the header");
  const auto streams = static_cast<std::size_t>(std::count_if(
      files_.begin(), files_.end(), [](const SevenZipFile& file) { return file.has_stream; }));
  if (streams != substreams_.size()) {
    throw ReadFault(AnomalyKind::ambiguous,
                    fmt::format("holds the contents of {} members and the names of {}",
                                substreams_.size(), streams));
  }
}

void SevenZipWalker::expect_within_limits(const SevenZipStreams& streams) const {
  std::uint64_t left = limits_.unpacked_size;
  for (const SevenZipFolder& folder : streams.folders) {
    if (folder.size() > left) over(&Limits::unpacked_size, limits_);
    left -= folder.size();
    const std::uint64_t packed =
        std::accumulate(folder.packed.begin(), folder.packed.end(), std::uint64_t{0});
    const bool free = folder.size() <= Limits::k_ratio_grace;
    if (!free && folder.size() / limits_.ratio > packed) over(&Limits::ratio, limits_);
  }
  for (const SevenZipSubstream& content : streams.substreams) {
    if (content.size > limits_.entry_size) over(&Limits::entry_size, limits_);
  }
}

void SevenZipWalker::claim_streams(base::ByteSource& source, const SevenZipStreams& streams) {
  std::uint64_t begin = k_signature_size + streams.begin;
  for (const SevenZipFolder& folder : streams.folders) {
    const std::uint64_t first = begin;
    for (const std::uint64_t size : folder.packed) {
      ledger_.claim(begin, begin + size, "a packed stream");
      begin += size;
    }
    expect_no_packed_rest(source, first, folder);
  }
}

std::optional<WalkedMember> SevenZipWalker::take() {
  if (taken_ == files_.size()) return std::nullopt;
  const SevenZipFile& file = files_[taken_++];
  WalkedMember member{.name = seven_zip_name(file), .type = file.type};
  has_mode_ = file.has_mode;
  if (!file.has_stream) return member;
  const SevenZipSubstream& content = substreams_[taken_streams_++];
  if (file.type == EntryType::file) {
    member.size = content.size;
  } else {
    if (content.size == 0) damaged("a link leads nowhere");
    if (content.size > limits_.path_length) over(&Limits::path_length, limits_, member.name);
    member.link_checksum = content.crc;
  }
  return member;
}

} // namespace package_audit::formats::seven_zip
