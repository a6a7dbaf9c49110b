#include "formats/zip/parser.hpp"

#include "base/bytes.hpp"
#include "base/digest.hpp"
#include "base/head.hpp"
#include "formats/byte_ledger.hpp"
#include "formats/byte_window.hpp"
#include "formats/fault.hpp"
#include "formats/zip/end_record.hpp"
#include "formats/zip/entry.hpp"
#include "formats/zip/extra.hpp"

#include <algorithm>

namespace package_audit::formats::zip {

namespace {

constexpr std::string_view k_descriptor_signature = "PK\x07\x08";
// An empty deflate block.
constexpr std::string_view k_deflated_nothing("\x03\x00", 2);

[[noreturn]] void over(std::uint64_t Limits::*which, const Limits& limits) {
  throw ReadFault(AnomalyKind::limit, limit_message(which, limits));
}

std::span<const std::byte> bytes_at(ByteWindow& window, std::uint64_t offset, std::size_t length) {
  const std::span<const std::byte> bytes = window.bytes(offset, length);
  if (bytes.size() < length) {
    throw ReadFault(AnomalyKind::damaged, "ends behind the end of the file");
  }
  return bytes;
}

// Behind the content of a member that was written before its size was known (APPNOTE 4.3.9).
void expect_descriptor(const ZipCentralHeader& central, std::span<const std::byte> bytes) {
  const bool large = bytes.size() == 24;
  const bool same = base::as_text(bytes).starts_with(k_descriptor_signature) &&
                    base::le32(bytes, 4) == central.crc &&
                    (large ? base::le64(bytes, 8) : base::le32(bytes, 8)) == central.packed &&
                    (large ? base::le64(bytes, 16) : base::le32(bytes, 12)) == central.unpacked;
  if (!same) {
    throw ReadFault(AnomalyKind::ambiguous, "its data descriptor does not repeat the directory");
  }
}

} // namespace

ZipWalker::ZipWalker(base::ByteSource& source, const Limits& limits)
    : source_(source), limits_(limits) {
  const DirectoryLocation directory = locate_directory(source);
  read_directory(directory.begin, directory.end - directory.begin, directory.entries);
  ByteLedger ledger;
  ByteWindow window(source);
  for (Place& place : places_) {
    try {
      walk_member(place, window, ledger);
    } catch (ReadFault& fault) {
      fault.anomaly.member = central_header(place).name;
      throw;
    }
  }
  claim_directory(directory, source.size(), ledger);
}

void ZipWalker::read_directory(std::uint64_t begin, std::uint64_t size, std::uint64_t entries) {
  if (entries > limits_.entries) over(&Limits::entries, limits_);
  // libarchive will need as much again.
  if (size > limits_.memory / 2) over(&Limits::memory, limits_);
  directory_.resize(static_cast<std::size_t>(size));
  if (source_.read_at(begin, directory_) != directory_.size()) {
    throw ReadFault(AnomalyKind::damaged, "the central directory ends behind the end of the file");
  }
  find_members(entries);
  const auto earlier = [](const Place& a, const Place& b) { return a.local < b.local; };
  if (!std::is_sorted(places_.begin(), places_.end(), earlier)) {
    std::sort(places_.begin(), places_.end(), earlier);
  }
}

void ZipWalker::find_members(std::uint64_t entries) {
  constexpr std::size_t k_least_size = 46;
  const std::span<const std::byte> directory(directory_);
  places_.reserve(std::min(static_cast<std::size_t>(entries), directory.size() / k_least_size));
  std::size_t position = 0;
  for (std::uint64_t i = 0; i < entries; ++i) {
    ZipCentralHeader header = parse_zip_central(directory.subspan(position));
    resolve_zip_extra(header);
    places_.push_back({.local = header.offset, .central = position});
    position += header.length;
  }
  if (position != directory_.size()) {
    throw ReadFault(AnomalyKind::ambiguous,
                    "the central directory holds more than the entries that the end record counts");
  }
}

ZipCentralHeader ZipWalker::central_header(const Place& place) const {
  ZipCentralHeader header =
      parse_zip_central(std::span<const std::byte>(directory_).subspan(place.central));
  resolve_zip_extra(header);
  return header;
}

void ZipWalker::walk_member(Place& place, ByteWindow& window, ByteLedger& ledger) {
  ZipCentralHeader central =
      parse_zip_central(std::span<const std::byte>(directory_).subspan(place.central));
  if (place.local >= source_.size()) {
    throw ReadFault(AnomalyKind::damaged, "lies behind the end of the file");
  }
  const std::size_t length = zip_local_length(bytes_at(window, place.local, k_zip_local_size));
  place.local_length = static_cast<std::uint32_t>(length);
  const std::uint64_t content = place.local + length;
  ledger.claim(place.local, content, "a local header");
  ZipHeader local = parse_zip_local(bytes_at(window, place.local, length));
  if (std::max(central.extra.size(), local.extra.size()) > limits_.header_size) {
    over(&Limits::header_size, limits_);
  }
  resolve_zip_extra(central, local);
  const EntryType type = zip_entry_type(central);
  expect_sound_zip_entry(central, local, type);
  if (central.packed > source_.size()) {
    throw ReadFault(AnomalyKind::damaged, "ends behind the end of the file");
  }
  const std::uint64_t behind = content + central.packed;
  ledger.claim(content, behind, "a member's content");
  if (type != EntryType::file && central.packed > 0) {
    if (central.packed > limits_.path_length) over(&Limits::path_length, limits_);
    expect_sound_content(central, type,
                         bytes_at(window, content, static_cast<std::size_t>(central.packed)));
  }
  if (has_descriptor(central)) {
    constexpr std::uint64_t k_small = 0xFFFFFFFF;
    const bool large = local.zip64 || central.packed > k_small || central.unpacked > k_small;
    const std::size_t size = large ? 24 : 16;
    expect_descriptor(central, bytes_at(window, behind, size));
    ledger.claim(behind, behind + size, "a data descriptor");
  }
  expect_within_limits(central);
}

void ZipWalker::expect_sound_content(const ZipCentralHeader& central, EntryType type,
                                     std::span<const std::byte> bytes) const {
  const std::string_view text = base::as_text(bytes);
  if (type == EntryType::directory && text != k_deflated_nothing) {
    throw ReadFault(AnomalyKind::ambiguous, "is a folder with content");
  }
  if (type != EntryType::symlink) return;
  if (base::crc32(bytes) != central.crc) {
    throw ReadFault(AnomalyKind::damaged, "its checksum does not match");
  }
  if (text.find('\0') != std::string_view::npos) {
    throw ReadFault(AnomalyKind::ambiguous, "its link target holds a NUL");
  }
}

void ZipWalker::expect_within_limits(const ZipCentralHeader& central) {
  if (central.unpacked > limits_.entry_size) over(&Limits::entry_size, limits_);
  if (central.unpacked > limits_.unpacked_size - unpacked_) over(&Limits::unpacked_size, limits_);
  unpacked_ += central.unpacked;
  const bool free = central.unpacked <= Limits::k_ratio_grace;
  if (!free && central.unpacked / limits_.ratio > central.packed) over(&Limits::ratio, limits_);
}

std::optional<WalkedMember> ZipWalker::take() {
  if (taken_ == places_.size()) return std::nullopt;
  const Place& place = places_[taken_++];
  const ZipCentralHeader central = central_header(place);
  WalkedMember member{.name = std::string(central.name), .type = zip_entry_type(central)};
  if (member.type == EntryType::file) member.size = central.unpacked;
  if (member.type == EntryType::symlink) {
    member.link_target = base::read_range(source_, place.local + place.local_length,
                                          static_cast<std::size_t>(central.packed));
  }
  has_mode_ = has_zip_mode(central);
  return member;
}

std::optional<ZipContentPlace> ZipWalker::content_of(std::size_t index) const {
  const Place& place = places_[index];
  const ZipCentralHeader central = central_header(place);
  if (zip_entry_type(central) != EntryType::file) return std::nullopt;
  const std::uint64_t begin = place.local + place.local_length;
  return ZipContentPlace{.begin = begin,
                         .end = begin + central.packed,
                         .method = central.method,
                         .crc = central.crc,
                         .unpacked = central.unpacked};
}

} // namespace package_audit::formats::zip
