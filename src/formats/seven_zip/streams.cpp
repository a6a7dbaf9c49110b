#include "formats/seven_zip/streams.hpp"

#include "formats/fault.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace package_audit::formats::seven_zip {

namespace {

// libarchive knows no form with more.
constexpr std::uint64_t k_most_coders = 4;
constexpr std::uint64_t k_most_streams = 4;

[[noreturn]] void damaged(std::string detail) {
  throw ReadFault(AnomalyKind::damaged, std::move(detail));
}

[[noreturn]] void ambiguous(std::string detail) {
  throw ReadFault(AnomalyKind::ambiguous, std::move(detail));
}

std::vector<std::optional<std::uint32_t>> read_checksums(SevenZipCursor& cursor,
                                                         std::size_t count) {
  std::vector<std::optional<std::uint32_t>> checksums(count);
  const std::vector<bool> defined = cursor.optional_bits(count);
  for (std::size_t i = 0; i < count; ++i) {
    if (defined[i]) checksums[i] = cursor.real32();
  }
  return checksums;
}

std::uint64_t read_id(SevenZipCursor& cursor, std::size_t length) {
  std::uint64_t id = 0;
  if (length > sizeof id) damaged("a compression method has an unknown name");
  for (const std::byte byte : cursor.take(length))
    id = id << 8U | std::to_integer<std::uint64_t>(byte);
  return id;
}

SevenZipCoder read_coder(SevenZipCursor& cursor) {
  constexpr unsigned k_complex = 0x10;
  constexpr unsigned k_has_properties = 0x20;
  const unsigned flags = cursor.byte();
  if ((flags & 0xC0U) != 0) damaged("a compression method has unknown flags");
  SevenZipCoder coder{.id = read_id(cursor, flags & 0x0FU)};
  if ((flags & k_complex) != 0) {
    coder.inputs = cursor.number();
    coder.outputs = cursor.number();
  }
  if (coder.inputs != (coder.id == k_7z_bcj2 ? k_most_streams : 1) || coder.outputs != 1) {
    damaged("a compression method has an unknown number of streams");
  }
  if ((flags & k_has_properties) != 0) coder.properties = cursor.take(cursor.number());
  return coder;
}

// Takes a stream's index, which nobody may have taken before.
std::size_t take_index(SevenZipCursor& cursor, std::vector<bool>& taken) {
  const std::uint64_t index = cursor.number();
  if (index >= taken.size() || taken[static_cast<std::size_t>(index)]) {
    damaged("the streams of compression methods are not joined properly");
  }
  taken[static_cast<std::size_t>(index)] = true;
  return static_cast<std::size_t>(index);
}

SevenZipFolder read_folder(SevenZipCursor& cursor, const Limits& limits) {
  SevenZipFolder folder;
  const std::uint64_t coders = cursor.number();
  if (coders == 0 || coders > k_most_coders) {
    damaged(fmt::format("{} compression methods in a row are not supported", coders));
  }
  std::uint64_t inputs = 0;
  for (std::uint64_t i = 0; i < coders; ++i) {
    folder.coders.push_back(read_coder(cursor));
    inputs += folder.coders.back().inputs;
  }
  expect_known_coders(folder.coders, limits);
  std::vector<bool> fed(static_cast<std::size_t>(inputs));
  std::vector<bool> read(folder.coders.size());
  for (std::uint64_t i = 1; i < coders; ++i) {
    take_index(cursor, fed);
    take_index(cursor, read);
  }
  folder.main_output =
      static_cast<std::size_t>(std::find(read.begin(), read.end(), false) - read.begin());
  const std::uint64_t packed = inputs - (coders - 1);
  for (std::uint64_t i = 0; packed > 1 && i < packed; ++i)
    take_index(cursor, fed);
  folder.packed.resize(static_cast<std::size_t>(packed));
  return folder;
}

struct Packed {
  std::uint64_t begin = 0;
  std::vector<std::uint64_t> sizes{};
};

// Each of them belongs to a member at least, so that the limit on those holds for them.
std::size_t read_count(SevenZipCursor& cursor, std::uint64_t most, const Limits& limits) {
  const std::size_t count = cursor.count();
  if (count > most) throw ReadFault(AnomalyKind::limit, limit_message(&Limits::entries, limits));
  return count;
}

Packed read_pack_info(SevenZipCursor& cursor, const Limits& limits) {
  Packed packed{.begin = cursor.number()};
  const std::uint64_t most = std::max(limits.entries, limits.entries * k_most_streams);
  packed.sizes.resize(read_count(cursor, most, limits));
  cursor.expect(k_7z_size, "the header does not tell the sizes of its packed streams");
  for (std::uint64_t& size : packed.sizes)
    size = cursor.number();
  cursor.expect(k_7z_end, "the header tells more of its packed streams than their sizes");
  return packed;
}

// Gives each folder its packed streams.
void share_out(const Packed& packed, std::vector<SevenZipFolder>& folders) {
  std::size_t next = 0;
  for (SevenZipFolder& folder : folders) {
    for (std::uint64_t& size : folder.packed) {
      if (next == packed.sizes.size()) damaged("a folder lacks its packed stream");
      size = packed.sizes[next++];
    }
  }
  if (next != packed.sizes.size()) ambiguous("holds a packed stream that belongs to no folder");
}

// BCJ2 keeps three of its four inputs in memory.
void expect_side_streams_fit(const SevenZipFolder& folder, const Limits& limits) {
  const bool bcj2 = std::any_of(folder.coders.begin(), folder.coders.end(),
                                [](const SevenZipCoder& coder) { return coder.id == k_7z_bcj2; });
  if (!bcj2) return;
  const std::uint64_t most = limits.memory / 2;
  std::uint64_t sum = 0;
  const auto add = [&](std::uint64_t size) {
    if (size > most - sum) {
      throw ReadFault(AnomalyKind::limit, limit_message(&Limits::memory, limits));
    }
    sum += size;
  };
  for (std::size_t i = 1; i < folder.packed.size(); ++i)
    add(folder.packed[i]);
  for (std::size_t i = 0; i + 2 < folder.unpacked.size(); ++i)
    add(folder.unpacked[i]);
}

using FolderChecksums = std::vector<std::optional<std::uint32_t>>;

FolderChecksums read_unpack_info(SevenZipCursor& cursor, const Packed& packed,
                                 std::vector<SevenZipFolder>& folders, const Limits& limits) {
  cursor.expect(k_7z_folder, "the header holds no folders where they belong");
  const std::size_t count = read_count(cursor, limits.entries, limits);
  cursor.expect(0, "the header keeps its folders elsewhere");
  for (std::size_t i = 0; i < count; ++i)
    folders.push_back(read_folder(cursor, limits));
  share_out(packed, folders);
  cursor.expect(k_7z_unpack_size, "the header does not tell how large its folders are");
  for (SevenZipFolder& folder : folders) {
    for (std::size_t i = 0; i < folder.coders.size(); ++i)
      folder.unpacked.push_back(cursor.number());
    expect_side_streams_fit(folder, limits);
  }
  FolderChecksums checksums(count);
  unsigned id = cursor.byte();
  if (id == k_7z_crc) {
    checksums = read_checksums(cursor, count);
    id = cursor.byte();
  }
  if (id != k_7z_end) damaged("the header tells more of its folders than is known");
  return checksums;
}

std::vector<std::size_t> read_substream_counts(SevenZipCursor& cursor, std::size_t folders,
                                               const Limits& limits) {
  std::vector<std::size_t> counts(folders);
  std::uint64_t left = limits.entries;
  for (std::size_t& count : counts) {
    count = read_count(cursor, left, limits);
    left -= count;
    if (count == 0) ambiguous("holds a folder that belongs to no member");
  }
  return counts;
}

// All but the last of each folder are told; that one is what remains.
void read_sizes(SevenZipCursor& cursor, bool told, const std::vector<std::size_t>& counts,
                SevenZipStreams& streams) {
  for (std::size_t i = 0; i < counts.size(); ++i) {
    std::uint64_t left = streams.folders[i].size();
    for (std::size_t k = 1; k < counts[i]; ++k) {
      if (!told) damaged("the header does not tell the sizes of its members");
      const std::uint64_t size = cursor.number();
      if (size > left) damaged("the members of a folder are larger than it is");
      left -= size;
      streams.substreams.push_back({.size = size});
    }
    streams.substreams.push_back({.size = left});
  }
}

void assign_checksums(const std::vector<std::size_t>& counts, const FolderChecksums& of_folders,
                      const FolderChecksums& told, SevenZipStreams& streams) {
  std::size_t member = 0;
  std::size_t next = 0;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    for (std::size_t k = 0; k < counts[i]; ++k, ++member) {
      std::optional<std::uint32_t> checksum = counts[i] == 1 ? of_folders[i] : std::nullopt;
      if (!checksum && next < told.size()) checksum = told[next++];
      if (!checksum) damaged("a member has no checksum");
      streams.substreams[member].crc = *checksum;
    }
  }
}

void read_substreams(SevenZipCursor& cursor, const FolderChecksums& of_folders,
                     const Limits& limits, SevenZipStreams& streams) {
  std::vector<std::size_t> counts(streams.folders.size(), 1);
  unsigned id = cursor.byte();
  if (id == k_7z_substream_count) {
    counts = read_substream_counts(cursor, counts.size(), limits);
    id = cursor.byte();
  }
  read_sizes(cursor, id == k_7z_size, counts, streams);
  if (id == k_7z_size) id = cursor.byte();
  FolderChecksums told;
  if (id == k_7z_crc) {
    std::size_t missing = 0;
    for (std::size_t i = 0; i < counts.size(); ++i)
      missing += counts[i] == 1 && of_folders[i] ? 0 : counts[i];
    told = read_checksums(cursor, missing);
    id = cursor.byte();
  }
  if (id != k_7z_end) damaged("the header tells more of its members than is known");
  assign_checksums(counts, of_folders, told, streams);
}

} // namespace

SevenZipStreams parse_seven_zip_streams(SevenZipCursor& cursor, const Limits& limits) {
  SevenZipStreams streams;
  cursor.expect(k_7z_pack_info, "the header tells of no packed streams");
  const Packed packed = read_pack_info(cursor, limits);
  streams.begin = packed.begin;
  cursor.expect(k_7z_unpack_info, "the header does not tell how to unpack");
  const FolderChecksums checksums = read_unpack_info(cursor, packed, streams.folders, limits);
  unsigned id = cursor.byte();
  if (id == k_7z_substreams) {
    read_substreams(cursor, checksums, limits, streams);
    id = cursor.byte();
  } else {
    const std::vector<std::size_t> counts(streams.folders.size(), 1);
    read_sizes(cursor, false, counts, streams);
    assign_checksums(counts, checksums, {}, streams);
  }
  if (id != k_7z_end) damaged("the header tells more of its streams than is known");
  return streams;
}

} // namespace package_audit::formats::seven_zip
