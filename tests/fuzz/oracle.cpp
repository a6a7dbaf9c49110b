#include "fuzz/oracle.hpp"

#include "formats/compression/decode.hpp"
#include "formats/detect.hpp"
#include "formats/fault.hpp"
#include "readings/libarchive_reading.hpp"
#include "readings/memory_reading.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

namespace package_audit::fuzz {

namespace {

using namespace readings;

// Small enough that no input can keep a target busy for long.
Limits small_limits() {
  return {.entry_size = 4 << 20, .unpacked_size = 8 << 20, .entries = 1000, .nested_size = 1 << 20};
}

Reading read_with_us(std::string_view bytes, Format format) {
  const Limits limits = small_limits();
  ViewSource source(bytes);
  return reading_of(inspect_source(source, limits, format));
}

// The script of a self-extracting package, the scripts of an .rpm: no members of an archive.
std::vector<Entry> payload_of(std::vector<Entry> entries) {
  std::erase_if(entries, [](const Entry& entry) { return entry.section != Section::payload; });
  return entries;
}

[[noreturn]] void differ(const char* what, const Reading& ours, const Reading& other) {
  fmt::print(stderr, "{}\nwe read:\n{}the other reading: {}\n{}", what, describe(ours.entries),
             other.complaint, describe(other.entries));
  std::abort();
}

} // namespace

void check_package(const std::uint8_t* data, std::size_t size, Format format) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const Reading ours = read_with_us(bytes, format);
  const Reading again = read_with_us(bytes, format);
  if (ours.accepted != again.accepted || ours.complaint != again.complaint ||
      compare(ours.entries, again.entries) != Difference::none) {
    differ("read twice, it is not the same", ours, again);
  }
  if (!ours.accepted) return;
  const Reading theirs = read_inner_with_libarchive(bytes, format);
  if (!theirs.accepted) differ("we accept what libarchive does not", ours, theirs);
  if (compare(payload_of(ours.entries), payload_of(theirs.entries)) == Difference::content) {
    differ("we accept what is another package for libarchive", ours, theirs);
  }
}

namespace {

constexpr std::size_t k_most = 4 << 20;

// False when the bytes are refused; `plain` then holds only a part.
bool unpack_with_us(std::string_view bytes, formats::compression::Compression compression,
                    std::string& plain) {
  try {
    ViewSource source(bytes);
    base::RangeStream input(source, 0, source.size());
    const Limits limits;
    formats::PackageNotes notes;
    const std::unique_ptr<base::ByteStream> stream =
        formats::compression::decode(compression, input, limits, notes);
    while (plain.size() <= k_most) {
      const std::span<const std::byte> block = stream->next();
      if (block.empty()) return true;
      plain.append(reinterpret_cast<const char*>(block.data()), block.size());
    }
  } catch (const formats::ReadFault&) {
    return false;
  }
  return false;
}

} // namespace

void check_compressed(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const formats::compression::Compression compression =
      formats::compression::detect(std::as_bytes(std::span(data, size)));
  if (compression == formats::compression::Compression::none) return;
  std::string ours;
  // libarchive takes nothing at all for the end of a file that is not compressed.
  if (!unpack_with_us(bytes, compression, ours) || ours.empty()) return;
  std::string theirs;
  if (!unpack_with_libarchive(bytes, compression, theirs) || ours != theirs) {
    fmt::print(stderr, "we unpack {} bytes, libarchive {}\n", ours.size(), theirs.size());
    std::abort();
  }
}

} // namespace package_audit::fuzz
