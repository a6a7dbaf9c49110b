#include "formats/zip/parser.hpp"

#include "base/bytes.hpp"
#include "base/digest.hpp"
#include "base/head.hpp"
#include "formats/byte_ledger.hpp"
#include "formats/byte_window.hpp"
#include "formats/fault.hpp"
#include "formats/zip/end_record.hpp"
#include "formats/zip/headers.hpp"

#include <algorithm>

namespace package_audit::formats::zip {

namespace {

constexpr std::string_view k_descriptor_signature = "PK\x07\x08";
constexpr std::string_view k_empty_deflate_block("\x03\x00", 2);

base::Bytes bytes_at(ByteWindow& window, std::uint64_t offset, std::size_t length) {
  const base::Bytes bytes = window.bytes(offset, length);
  if (bytes.size() < length) {
    damaged("ends behind the end of the file");
  }
  return bytes;
}

// Of a member that was written before its size was known, behind the content (APPNOTE 4.3.9).
void expect_descriptor(const CentralHeader& central, base::Bytes bytes) {
  const bool is_large = bytes.size() == 24;
  const bool is_same =
      base::as_text(bytes).starts_with(k_descriptor_signature) &&
      base::le32(bytes, 4) == central.crc &&
      (is_large ? base::le64(bytes, 8) : base::le32(bytes, 8)) == central.compressed_size &&
      (is_large ? base::le64(bytes, 16) : base::le32(bytes, 12)) == central.uncompressed_size;
  if (!is_same) {
    ambiguous("its data descriptor does not repeat the directory");
  }
}

} // namespace

Parser::Parser(base::ByteSource& source, const Limits& limits) : source_(source), limits_(limits) {
  const DirectoryLocation directory = locate_directory(source);
  read_directory(directory.begin, directory.end - directory.begin, directory.entries);
  ByteLedger ledger;
  ByteWindow window(source);
  for (Place& place : places_) {
    try {
      parse_member(place, window, ledger);
    } catch (ReadFault& fault) {
      fault.anomaly.member = central_header(place).name;
      throw;
    }
  }
  claim_directory(directory, source.size(), ledger);
}

void Parser::read_directory(std::uint64_t begin, std::uint64_t size, std::uint64_t entries) {
  if (entries > limits_.entries) over_limit(&Limits::entries, limits_);
  // libarchive will need as much again.
  if (size > limits_.memory / 2) over_limit(&Limits::memory, limits_);
  directory_.resize(static_cast<std::size_t>(size));
  if (source_.read_at(begin, directory_) != directory_.size()) {
    damaged("the central directory ends behind the end of the file");
  }
  find_members(entries);
  const auto earlier = [](const Place& a, const Place& b) { return a.local < b.local; };
  if (!std::is_sorted(places_.begin(), places_.end(), earlier)) {
    std::sort(places_.begin(), places_.end(), earlier);
  }
}

void Parser::find_members(std::uint64_t entries) {
  constexpr std::size_t k_min_header_size = 46;
  const base::Bytes directory(directory_);
  places_.reserve(
      std::min(static_cast<std::size_t>(entries), directory.size() / k_min_header_size));
  std::size_t position = 0;
  for (std::uint64_t i = 0; i < entries; ++i) {
    CentralHeader header = parse_central_header(directory.subspan(position));
    resolve_extra_fields(header);
    places_.push_back({.local = header.local_offset, .central = position});
    position += header.length;
  }
  if (position != directory_.size()) {
    ambiguous("the central directory holds more than the entries that the end record counts");
  }
}

CentralHeader Parser::central_header(const Place& place) const {
  CentralHeader header = parse_central_header(base::Bytes(directory_).subspan(place.central));
  resolve_extra_fields(header);
  return header;
}

void Parser::parse_member(Place& place, ByteWindow& window, ByteLedger& ledger) {
  CentralHeader central = parse_central_header(base::Bytes(directory_).subspan(place.central));
  if (place.local >= source_.size()) {
    damaged("lies behind the end of the file");
  }
  const std::size_t length =
      local_header_length(bytes_at(window, place.local, k_local_header_size));
  place.local_length = static_cast<std::uint32_t>(length);
  const std::uint64_t content = place.local + length;
  ledger.claim(place.local, content, "a local header");
  Header local = parse_local_header(bytes_at(window, place.local, length));
  if (std::max(central.extra.size(), local.extra.size()) > limits_.header_size) {
    over_limit(&Limits::header_size, limits_);
  }
  resolve_extra_fields(central, local);
  const EntryType type = entry_type(central);
  expect_valid_entry(central, local, type);
  if (central.compressed_size > source_.size()) {
    damaged("ends behind the end of the file");
  }
  const std::uint64_t behind = content + central.compressed_size;
  ledger.claim(content, behind, "a member's content");
  if (type != EntryType::file && central.compressed_size > 0) {
    if (central.compressed_size > limits_.path_length) over_limit(&Limits::path_length, limits_);
    expect_valid_non_file(
        central, type,
        bytes_at(window, content, static_cast<std::size_t>(central.compressed_size)));
  }
  if (has_descriptor(central)) {
    constexpr std::uint64_t k_small = 0xFFFFFFFF;
    const bool is_large =
        local.zip64 || central.compressed_size > k_small || central.uncompressed_size > k_small;
    const std::size_t size = is_large ? 24 : 16;
    expect_descriptor(central, bytes_at(window, behind, size));
    ledger.claim(behind, behind + size, "a data descriptor");
  }
  expect_within_limits(central);
}

void Parser::expect_valid_non_file(const CentralHeader& central, EntryType type,
                                   base::Bytes bytes) const {
  const std::string_view text = base::as_text(bytes);
  if (type == EntryType::directory && text != k_empty_deflate_block) {
    ambiguous("is a folder with content");
  }
  if (type != EntryType::symlink) return;
  if (base::crc32(bytes) != central.crc) {
    damaged("its checksum does not match");
  }
  if (text.find('\0') != std::string_view::npos) {
    ambiguous("its link target holds a NUL");
  }
}

void Parser::expect_within_limits(const CentralHeader& central) {
  if (central.uncompressed_size > limits_.entry_size) over_limit(&Limits::entry_size, limits_);
  if (central.uncompressed_size > limits_.unpacked_size - uncompressed_size_)
    over_limit(&Limits::unpacked_size, limits_);
  uncompressed_size_ += central.uncompressed_size;
  const bool is_exempt = central.uncompressed_size <= Limits::k_ratio_grace;
  if (!is_exempt && central.uncompressed_size / limits_.ratio > central.compressed_size)
    over_limit(&Limits::ratio, limits_);
}

std::optional<Member> Parser::member(std::size_t index) const {
  if (index >= places_.size()) return std::nullopt;
  const Place& place = places_[index];
  const CentralHeader central = central_header(place);
  Member member{.entry = {.name = std::string(central.name), .type = entry_type(central)},
                .has_mode_bits = has_mode_bits(central)};
  if (member.entry.type == EntryType::file) member.entry.size = central.uncompressed_size;
  if (member.entry.type == EntryType::symlink) {
    member.entry.link_target = base::read_range(source_, place.local + place.local_length,
                                                static_cast<std::size_t>(central.compressed_size));
  }
  return member;
}

std::optional<ContentLocation> Parser::content(std::size_t index) const {
  const Place& place = places_[index];
  const CentralHeader central = central_header(place);
  if (entry_type(central) != EntryType::file) return std::nullopt;
  const std::uint64_t begin = place.local + place.local_length;
  return ContentLocation{.begin = begin,
                         .end = begin + central.compressed_size,
                         .method = central.method,
                         .crc = central.crc,
                         .uncompressed_size = central.uncompressed_size};
}

} // namespace package_audit::formats::zip
