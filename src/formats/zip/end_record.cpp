#include "formats/zip/end_record.hpp"

#include "base/bytes.hpp"
#include "base/head.hpp"
#include "formats/fault.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>

namespace package_audit::formats::zip {

namespace {

constexpr std::size_t k_end_size = 22;
constexpr std::size_t k_locator_size = 20;
constexpr std::size_t k_zip64_size = 56;
constexpr std::string_view k_end_signature = "PK\x05\x06";
constexpr std::string_view k_locator_signature = "PK\x06\x07";
constexpr std::string_view k_zip64_signature = "PK\x06\x06";

struct EndRecord {
  std::uint16_t disk = 0;
  std::uint16_t directory_disk = 0;
  std::uint64_t entries_on_disk = 0;
  std::uint64_t entries = 0;
  std::uint64_t directory_size = 0;
  std::uint64_t directory_begin = 0;
  std::uint16_t comment_length = 0;
};

// `record` begins with the signature and has k_end_size bytes or more.
EndRecord parse_end_record(std::string_view record) {
  const auto bytes = base::as_bytes(record);
  return {.disk = base::le16(bytes, 4),
          .directory_disk = base::le16(bytes, 6),
          .entries_on_disk = base::le16(bytes, 8),
          .entries = base::le16(bytes, 10),
          .directory_size = base::le32(bytes, 12),
          .directory_begin = base::le32(bytes, 16),
          .comment_length = base::le16(bytes, 20)};
}

// The file does not end with an end record.
[[noreturn]] void fail_without_end(base::ByteSource& source) {
  const std::string tail = base::read_tail(source, k_max_end_size);
  const std::size_t at = tail.rfind(k_end_signature);
  if (at == std::string::npos || tail.size() - at < k_end_size) {
    damaged("the end record is missing");
  }
  unexpected_bytes(fmt::format("{} bytes follow the end record", tail.size() - at - k_end_size));
}

EndRecord read_end_record(base::ByteSource& source) {
  const std::string record = base::read_tail(source, k_end_size);
  if (!record.starts_with(k_end_signature) || record.size() < k_end_size) fail_without_end(source);
  const EndRecord end = parse_end_record(record);
  if (end.comment_length != 0) {
    ambiguous(fmt::format("the end record promises a comment of {} bytes, none follows",
                          end.comment_length));
  }
  return end;
}

void expect_one_disk(bool one) {
  if (!one) ambiguous("is part of an archive of several disks");
}

// All ones in the end record refer to the zip64 one; any other value must equal it.
void expect_same(std::uint64_t value, std::uint64_t all_ones, std::uint64_t zip64,
                 std::string_view what) {
  if (value == all_ones || value == zip64) return;
  ambiguous(fmt::format("the end record gives {} as the {}, the zip64 end record {}", value, what,
                        zip64));
}

// The zip64 end record in front of the locator, which begins at `locator`, compared with `end`.
EndRecord read_zip64_end(base::ByteSource& source, std::uint64_t locator, const EndRecord& end) {
  const std::string text = base::read_range(source, locator, k_locator_size);
  const auto bytes = base::as_bytes(text);
  expect_one_disk(base::le32(bytes, 4) == 0 && base::le32(bytes, 16) == 1);
  if (locator < k_zip64_size || base::le64(bytes, 8) != locator - k_zip64_size) {
    ambiguous("the zip64 end record is not in front of its locator");
  }
  const std::string record_text = base::read_range(source, locator - k_zip64_size, k_zip64_size);
  const auto record = base::as_bytes(record_text);
  if (!record_text.starts_with(k_zip64_signature) || base::le64(record, 4) != k_zip64_size - 12) {
    ambiguous("the zip64 end record is not of the form that tools write");
  }
  expect_one_disk(base::le32(record, 16) == 0 && base::le32(record, 20) == 0);
  const EndRecord zip64{.entries_on_disk = base::le64(record, 24),
                        .entries = base::le64(record, 32),
                        .directory_size = base::le64(record, 40),
                        .directory_begin = base::le64(record, 48)};
  expect_same(end.entries_on_disk, 0xFFFF, zip64.entries_on_disk, "number of entries on this disk");
  expect_same(end.entries, 0xFFFF, zip64.entries, "number of entries");
  expect_same(end.directory_size, 0xFFFFFFFF, zip64.directory_size, "size of the directory");
  expect_same(end.directory_begin, 0xFFFFFFFF, zip64.directory_begin, "offset of the directory");
  return zip64;
}

// As unpackers see it that accept what stands in front; `begin` is the record's offset.
bool is_plausible(std::string_view record, std::uint64_t begin) {
  constexpr std::size_t k_min_header_size = 46;
  if (record.size() < k_end_size) return false;
  const EndRecord end = parse_end_record(record);
  const bool one_disk =
      end.disk == 0 && end.directory_disk == 0 && end.entries_on_disk == end.entries;
  return one_disk && end.entries > 0 && end.directory_size >= end.entries * k_min_header_size &&
         end.directory_begin + end.directory_size <= begin &&
         end.comment_length <= record.size() - k_end_size;
}

} // namespace

DirectoryLocation locate_directory(base::ByteSource& source) {
  EndRecord record = read_end_record(source);
  const std::uint64_t at = source.size() - k_end_size;
  expect_one_disk(record.disk == 0 && record.directory_disk == 0);
  const bool zip64 = at >= k_locator_size &&
                     base::read_range(source, at - k_locator_size, 4) == k_locator_signature;
  if (zip64) record = read_zip64_end(source, at - k_locator_size, record);
  if (record.entries_on_disk != record.entries) {
    ambiguous(fmt::format("the end record counts {} entries and {} entries", record.entries_on_disk,
                          record.entries));
  }
  const std::uint64_t end = zip64 ? at - k_locator_size - k_zip64_size : at;
  if (record.directory_begin > end || record.directory_size != end - record.directory_begin) {
    ambiguous(fmt::format("the central directory should end at byte {}, where the end record is, "
                          "and not at {}",
                          end, record.directory_begin + record.directory_size));
  }
  return {.begin = record.directory_begin, .end = end, .entries = record.entries, .zip64 = zip64};
}

void claim_directory(const DirectoryLocation& directory, std::uint64_t size, ByteLedger& ledger) {
  ledger.claim(directory.begin, directory.end, "the central directory");
  if (directory.zip64) {
    const std::uint64_t locator = directory.end + k_zip64_size;
    ledger.claim(directory.end, locator, "the zip64 end record");
    ledger.claim(locator, locator + k_locator_size, "the zip64 locator");
  }
  ledger.claim(size - k_end_size, size, "the end record");
  ledger.close(size);
}

std::size_t find_end_signature(std::string_view bytes, std::size_t from) {
  return bytes.find(k_end_signature, from);
}

bool has_end_record(std::string_view tail, std::uint64_t size) {
  tail = tail.substr(tail.size() - std::min(tail.size(), k_max_end_size));
  const std::uint64_t tail_begin = size - tail.size();
  for (std::size_t at = find_end_signature(tail); at != std::string_view::npos;
       at = find_end_signature(tail, at + 1)) {
    if (is_plausible(tail.substr(at), tail_begin + at)) return true;
  }
  return false;
}

} // namespace package_audit::formats::zip
