#include "formats/seven_zip/parser.hpp"

#include "base/digest.hpp"
#include "base/head.hpp"
#include "formats/fault.hpp"
#include "formats/seven_zip/decompress.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace package_audit::formats::seven_zip {

namespace {

constexpr std::size_t k_signature_size = 32;

// The header at the end of the file; the signature header holds its location.
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
  if (base::crc32(bytes.subspan(12)) != base::le32(bytes, 8)) {
    damaged("the checksum of the signature header does not match");
  }
  const std::uint64_t offset = base::le64(bytes, 12);
  const std::uint64_t size = base::le64(bytes, 20);
  const std::uint64_t rest = source.size() - k_signature_size;
  if (offset > rest || size > rest - offset) damaged("its header ends behind the end of the file");
  if (size != rest - offset) {
    unexpected_bytes(fmt::format("{} bytes follow its header", rest - offset - size));
  }
  if (size == 0) ambiguous("has no header and so no members");
  return {.begin = k_signature_size + offset, .size = size, .crc = base::le32(bytes, 28)};
}

void expect_inside(const StreamsInfo& streams, std::uint64_t file_size) {
  std::uint64_t left = file_size - k_signature_size;
  const auto skip = [&](std::uint64_t size) {
    if (size > left) damaged("a packed stream ends behind the end of the file");
    left -= size;
  };
  skip(streams.begin);
  for (const Folder& folder : streams.folders)
    std::for_each(folder.compressed_sizes.begin(), folder.compressed_sizes.end(), skip);
}

} // namespace

Parser::Parser(base::ByteSource& source, const Limits& limits) : limits_(limits) {
  const NextHeader next = read_signature_header(source);
  ledger_.claim(0, k_signature_size, "the signature header");
  if (next.size > limits.memory / 2) over_limit(&Limits::memory, limits);
  header_.resize(static_cast<std::size_t>(next.size));
  if (source.read_at(next.begin, header_) != header_.size()) damaged("ends within its header");
  if (base::crc32(header_) != next.crc) damaged("the checksum of its header does not match");
  const bool is_encoded =
      Property{std::to_integer<std::uint8_t>(header_[0])} == Property::encoded_header;
  StreamsInfo header_streams;
  std::vector<std::byte> encoded;
  if (is_encoded) {
    encoded = std::move(header_);
    header_streams = decompress_header(source, encoded);
  }
  parse_header(source);
  // The compressed header is stored behind the streams of the members.
  if (is_encoded) claim_streams(source, header_streams);
  ledger_.claim(next.begin, source.size(), "the header");
  ledger_.close(source.size());
}

StreamsInfo Parser::decompress_header(base::ByteSource& source, base::Bytes encoded) {
  Cursor cursor(encoded.subspan(1));
  StreamsInfo streams = parse_streams_info(cursor, limits_);
  if (cursor.left() != 0) damaged("more follows what tells how the header is packed");
  if (streams.folders.size() != 1 || streams.substreams.size() != 1) {
    damaged("the header is packed in a way that is not supported");
  }
  const Folder& folder = streams.folders[0];
  if (folder.uncompressed_size() > limits_.memory / 2) over_limit(&Limits::memory, limits_);
  expect_inside(streams, source.size());
  header_ = decompress(source, k_signature_size + streams.begin, folder);
  if (base::crc32(header_) != streams.substreams[0].crc) {
    damaged("the checksum of its packed header does not match");
  }
  return streams;
}

void Parser::parse_header(base::ByteSource& source) {
  Cursor cursor(header_);
  cursor.expect_property(Property::header, "the header does not begin as one");
  Property id = cursor.property();
  if (id == Property::main_streams) {
    StreamsInfo streams = parse_streams_info(cursor, limits_);
    expect_inside(streams, source.size());
    expect_within_limits(streams);
    claim_streams(source, streams);
    substreams_ = std::move(streams.substreams);
    id = cursor.property();
  }
  if (id != Property::files_info) damaged("the header holds no list of files where it belongs");
  files_ = parse_files_info(cursor, limits_);
  cursor.expect_property(Property::end, "the header holds more than streams and files");
  if (cursor.left() != 0) damaged("more follows the end of the header");
  const auto streams = static_cast<std::size_t>(std::count_if(
      files_.begin(), files_.end(), [](const FileInfo& file) { return file.has_stream; }));
  if (streams != substreams_.size()) {
    ambiguous(fmt::format("holds the contents of {} members and the names of {}",
                          substreams_.size(), streams));
  }
}

void Parser::expect_within_limits(const StreamsInfo& streams) const {
  std::uint64_t left = limits_.unpacked_size;
  for (const Folder& folder : streams.folders) {
    if (folder.uncompressed_size() > left) over_limit(&Limits::unpacked_size, limits_);
    left -= folder.uncompressed_size();
    const std::uint64_t compressed = std::accumulate(
        folder.compressed_sizes.begin(), folder.compressed_sizes.end(), std::uint64_t{0});
    const bool is_small = folder.uncompressed_size() <= Limits::k_ratio_grace;
    if (!is_small && folder.uncompressed_size() / limits_.ratio > compressed)
      over_limit(&Limits::ratio, limits_);
  }
  for (const Substream& content : streams.substreams) {
    if (content.size > limits_.entry_size) over_limit(&Limits::entry_size, limits_);
  }
}

void Parser::claim_streams(base::ByteSource& source, const StreamsInfo& streams) {
  std::uint64_t begin = k_signature_size + streams.begin;
  for (const Folder& folder : streams.folders) {
    const std::uint64_t first = begin;
    for (const std::uint64_t size : folder.compressed_sizes) {
      ledger_.claim(begin, begin + size, "a packed stream");
      begin += size;
    }
    expect_no_trailing_input(source, first, folder);
  }
}

std::optional<ParsedMember> Parser::take() {
  if (taken_files_ == files_.size()) return std::nullopt;
  const FileInfo& file = files_[taken_files_++];
  ParsedMember member{.name = name_of(file), .type = file.type};
  has_mode_ = file.has_mode;
  if (!file.has_stream) return member;
  const Substream& content = substreams_[taken_substreams_++];
  if (file.type == EntryType::file) {
    member.size = content.size;
  } else {
    if (content.size == 0) damaged("a link leads nowhere");
    if (content.size > limits_.path_length) over_limit(&Limits::path_length, limits_, member.name);
    member.link_checksum = content.crc;
  }
  return member;
}

} // namespace package_audit::formats::seven_zip
