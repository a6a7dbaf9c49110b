#include "formats/zip/end_record.hpp"

#include "base/head.hpp"
#include "base/little_endian.hpp"
#include "formats/fault.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>

namespace package_audit::formats::zip {

namespace {

constexpr std::size_t k_end_size = 22;
constexpr std::size_t k_locator_size = 20;
constexpr std::size_t k_zip64_size = 56;
constexpr std::size_t k_longest_comment = 65535;
constexpr std::string_view k_end_signature = "PK\x05\x06";
constexpr std::string_view k_locator_signature = "PK\x06\x07";
constexpr std::string_view k_zip64_signature = "PK\x06\x06";

[[noreturn]] void ambiguous(std::string detail) {
  throw ReadFault(AnomalyKind::ambiguous, std::move(detail));
}

// Why the last bytes are no end record.
[[noreturn]] void no_end(base::ByteSource& source) {
  const std::uint64_t tail = std::min<std::uint64_t>(source.size(), k_end_size + k_longest_comment);
  const std::string bytes =
      base::read_range(source, source.size() - tail, static_cast<std::size_t>(tail));
  const std::size_t at = bytes.rfind(k_end_signature);
  if (at == std::string::npos || bytes.size() - at < k_end_size) {
    throw ReadFault(AnomalyKind::damaged, "the end record is missing");
  }
  throw ReadFault(AnomalyKind::unexpected_bytes,
                  fmt::format("{} bytes follow the end record", bytes.size() - at - k_end_size));
}

struct EndRecord {
  std::uint16_t disk = 0;
  std::uint16_t directory_disk = 0;
  std::uint64_t entries_here = 0;
  std::uint64_t entries = 0;
  std::uint64_t directory_size = 0;
  std::uint64_t directory = 0;
};

EndRecord read_end_record(base::ByteSource& source) {
  const std::uint64_t size = source.size();
  const std::string text =
      size < k_end_size ? "" : base::read_range(source, size - k_end_size, k_end_size);
  if (!text.starts_with(k_end_signature) || text.size() < k_end_size) no_end(source);
  const auto bytes = base::bytes_of(text);
  if (const unsigned length = base::le16(bytes, 20); length != 0) {
    ambiguous(fmt::format("the end record promises a comment of {} bytes, none follows", length));
  }
  return {.disk = base::le16(bytes, 4),
          .directory_disk = base::le16(bytes, 6),
          .entries_here = base::le16(bytes, 8),
          .entries = base::le16(bytes, 10),
          .directory_size = base::le32(bytes, 12),
          .directory = base::le32(bytes, 16)};
}

void expect_one_disk(bool one) {
  if (!one) ambiguous("is part of an archive of several disks");
}

// A field that does not say "see zip64" (all ones) must say the same.
void expect_same(std::uint64_t value, std::uint64_t all_ones, std::uint64_t zip64,
                 std::string_view what) {
  if (value == all_ones || value == zip64) return;
  ambiguous(fmt::format("the end record gives {} as the {}, the zip64 end record {}", value, what,
                        zip64));
}

// Replaces what the end record says. `locator` is where the locator begins.
void follow_locator(base::ByteSource& source, std::uint64_t locator, EndRecord& end) {
  const std::string text = base::read_range(source, locator, k_locator_size);
  const auto bytes = base::bytes_of(text);
  expect_one_disk(base::le32(bytes, 4) == 0 && base::le32(bytes, 16) == 1);
  if (locator < k_zip64_size || base::le64(bytes, 8) != locator - k_zip64_size) {
    ambiguous("the zip64 end record is not in front of its locator");
  }
  const std::string record_text = base::read_range(source, locator - k_zip64_size, k_zip64_size);
  const auto record = base::bytes_of(record_text);
  if (!record_text.starts_with(k_zip64_signature) || base::le64(record, 4) != k_zip64_size - 12) {
    ambiguous("the zip64 end record is not of the form that tools write");
  }
  expect_one_disk(base::le32(record, 16) == 0 && base::le32(record, 20) == 0);
  const EndRecord zip64{.entries_here = base::le64(record, 24),
                        .entries = base::le64(record, 32),
                        .directory_size = base::le64(record, 40),
                        .directory = base::le64(record, 48)};
  expect_same(end.entries_here, 0xFFFF, zip64.entries_here, "number of entries on this disk");
  expect_same(end.entries, 0xFFFF, zip64.entries, "number of entries");
  expect_same(end.directory_size, 0xFFFFFFFF, zip64.directory_size, "size of the directory");
  expect_same(end.directory, 0xFFFFFFFF, zip64.directory, "offset of the directory");
  end = zip64;
}

} // namespace

ZipEnd find_zip_end(base::ByteSource& source) {
  EndRecord end = read_end_record(source);
  const std::uint64_t at = source.size() - k_end_size;
  expect_one_disk(end.disk == 0 && end.directory_disk == 0);
  const bool zip64 = at >= k_locator_size &&
                     base::read_range(source, at - k_locator_size, 4) == k_locator_signature;
  if (zip64) follow_locator(source, at - k_locator_size, end);
  if (end.entries_here != end.entries) {
    ambiguous(fmt::format("the end record counts {} entries and {} entries", end.entries_here,
                          end.entries));
  }
  const std::uint64_t first = zip64 ? at - k_locator_size - k_zip64_size : at;
  if (end.directory > first || end.directory_size != first - end.directory) {
    ambiguous(fmt::format("the central directory should end at byte {}, where the end record is, "
                          "and not at {}",
                          first, end.directory + end.directory_size));
  }
  return {.directory = end.directory,
          .directory_size = end.directory_size,
          .entries = end.entries,
          .first_record = first,
          .zip64 = zip64};
}

void claim_zip_end(const ZipEnd& end, std::uint64_t size, ByteLedger& ledger) {
  ledger.claim(end.directory, end.first_record, "the central directory");
  if (end.zip64) {
    const std::uint64_t locator = end.first_record + k_zip64_size;
    ledger.claim(end.first_record, locator, "the zip64 end record");
    ledger.claim(locator, locator + k_locator_size, "the zip64 locator");
  }
  ledger.claim(size - k_end_size, size, "the end record");
  ledger.close(size);
}

} // namespace package_audit::formats::zip
