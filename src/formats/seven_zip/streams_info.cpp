#include "formats/seven_zip/streams_info.hpp"

#include "formats/fault.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace package_audit::formats::seven_zip {

namespace {

// The most that libarchive supports.
constexpr std::uint64_t k_max_coders = 4;
constexpr std::uint64_t k_max_inputs = 4;

// CRC-32 of each item that has one.
using Checksums = std::vector<std::optional<std::uint32_t>>;

Checksums read_checksums(Cursor& cursor, std::size_t count) {
  Checksums checksums(count);
  const std::vector<bool> defined = cursor.optional_bits(count);
  for (std::size_t i = 0; i < count; ++i) {
    if (defined[i]) checksums[i] = cursor.little_endian<std::uint32_t>();
  }
  return checksums;
}

std::uint64_t read_method(Cursor& cursor, std::size_t size) {
  if (size > sizeof(std::uint64_t)) damaged("a compression method has an unknown name");
  return cursor.number(size, std::endian::big);
}

Coder read_coder(Cursor& cursor) {
  constexpr unsigned k_complex = 0x10;
  constexpr unsigned k_has_properties = 0x20;
  const unsigned flags = cursor.byte();
  if ((flags & 0xC0U) != 0) damaged("a compression method has unknown flags");
  Coder coder{.method = read_method(cursor, flags & 0x0FU)};
  if ((flags & k_complex) != 0) {
    coder.inputs = cursor.variable_number();
    coder.outputs = cursor.variable_number();
  }
  if (coder.inputs != (coder.method == method::k_bcj2 ? k_max_inputs : 1) || coder.outputs != 1) {
    damaged("a compression method has an unknown number of streams");
  }
  if ((flags & k_has_properties) != 0) coder.properties = cursor.take(cursor.variable_number());
  return coder;
}

// Reads the index of a stream, which must not be in use yet.
void use_stream(Cursor& cursor, std::vector<bool>& used) {
  const std::uint64_t index = cursor.variable_number();
  if (index >= used.size() || used[static_cast<std::size_t>(index)]) {
    damaged("the streams of compression methods are not joined properly");
  }
  used[static_cast<std::size_t>(index)] = true;
}

Folder read_folder(Cursor& cursor, const Limits& limits) {
  Folder folder;
  const std::uint64_t coders = cursor.variable_number();
  if (coders == 0 || coders > k_max_coders) {
    damaged(fmt::format("{} compression methods in a row are not supported", coders));
  }
  std::uint64_t inputs = 0;
  for (std::uint64_t i = 0; i < coders; ++i) {
    folder.coders.push_back(read_coder(cursor));
    inputs += folder.coders.back().inputs;
  }
  expect_supported(folder.coders, limits);
  std::vector<bool> used_inputs(static_cast<std::size_t>(inputs));
  std::vector<bool> used_outputs(folder.coders.size());
  for (std::uint64_t i = 1; i < coders; ++i) {
    use_stream(cursor, used_inputs);
    use_stream(cursor, used_outputs);
  }
  folder.main_coder = static_cast<std::size_t>(
      std::find(used_outputs.begin(), used_outputs.end(), false) - used_outputs.begin());
  const std::uint64_t compressed = inputs - (coders - 1);
  for (std::uint64_t i = 0; compressed > 1 && i < compressed; ++i)
    use_stream(cursor, used_inputs);
  folder.compressed_sizes.resize(static_cast<std::size_t>(compressed));
  return folder;
}

struct PackInfo {
  std::uint64_t begin = 0;
  std::vector<std::uint64_t> sizes{};
};

// A count of items that belong to a member each: the limit on entries holds for them.
std::size_t read_count(Cursor& cursor, std::uint64_t max, const Limits& limits) {
  const std::size_t count = cursor.count();
  if (count > max) over_limit(&Limits::entries, limits);
  return count;
}

PackInfo read_pack_info(Cursor& cursor, const Limits& limits) {
  PackInfo packed{.begin = cursor.variable_number()};
  const std::uint64_t max = std::max(limits.entries, limits.entries * k_max_inputs);
  packed.sizes.resize(read_count(cursor, max, limits));
  cursor.expect_property(Property::size,
                         "the header does not tell the sizes of its packed streams");
  for (std::uint64_t& size : packed.sizes)
    size = cursor.variable_number();
  cursor.expect_property(Property::end,
                         "the header tells more of its packed streams than their sizes");
  return packed;
}

void assign_compressed_sizes(const PackInfo& packed, std::vector<Folder>& folders) {
  std::size_t next = 0;
  for (Folder& folder : folders) {
    for (std::uint64_t& size : folder.compressed_sizes) {
      if (next == packed.sizes.size()) damaged("a folder lacks its packed stream");
      size = packed.sizes[next++];
    }
  }
  if (next != packed.sizes.size()) ambiguous("holds a packed stream that belongs to no folder");
}

// libarchive keeps three of the four inputs of BCJ2 in memory.
void expect_inputs_fit(const Folder& folder, const Limits& limits) {
  const bool bcj2 = std::any_of(folder.coders.begin(), folder.coders.end(),
                                [](const Coder& coder) { return coder.method == method::k_bcj2; });
  if (!bcj2) return;
  const std::uint64_t max = limits.memory / 2;
  std::uint64_t sum = 0;
  const auto add = [&](std::uint64_t size) {
    if (size > max - sum) over_limit(&Limits::memory, limits);
    sum += size;
  };
  for (std::size_t i = 1; i < folder.compressed_sizes.size(); ++i)
    add(folder.compressed_sizes[i]);
  for (std::size_t i = 0; i + 2 < folder.output_sizes.size(); ++i)
    add(folder.output_sizes[i]);
}

Checksums read_unpack_info(Cursor& cursor, const PackInfo& packed, std::vector<Folder>& folders,
                           const Limits& limits) {
  cursor.expect_property(Property::folder, "the header holds no folders where they belong");
  const std::size_t count = read_count(cursor, limits.entries, limits);
  cursor.expect_not_external("the header keeps its folders elsewhere");
  for (std::size_t i = 0; i < count; ++i)
    folders.push_back(read_folder(cursor, limits));
  assign_compressed_sizes(packed, folders);
  cursor.expect_property(Property::unpack_size,
                         "the header does not tell how large its folders are");
  for (Folder& folder : folders) {
    for (std::size_t i = 0; i < folder.coders.size(); ++i)
      folder.output_sizes.push_back(cursor.variable_number());
    expect_inputs_fit(folder, limits);
  }
  Checksums checksums(count);
  Property id = cursor.property();
  if (id == Property::crc) {
    checksums = read_checksums(cursor, count);
    id = cursor.property();
  }
  if (id != Property::end) damaged("the header tells more of its folders than is known");
  return checksums;
}

std::vector<std::size_t> read_substream_counts(Cursor& cursor, std::size_t folders,
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

// The sizes of all substreams but the last of each folder are stored; that one is the remainder.
void read_sizes(Cursor& cursor, bool stored, const std::vector<std::size_t>& counts,
                StreamsInfo& streams) {
  for (std::size_t i = 0; i < counts.size(); ++i) {
    std::uint64_t left = streams.folders[i].uncompressed_size();
    for (std::size_t k = 1; k < counts[i]; ++k) {
      if (!stored) damaged("the header does not tell the sizes of its members");
      const std::uint64_t size = cursor.variable_number();
      if (size > left) damaged("the members of a folder are larger than it is");
      left -= size;
      streams.substreams.push_back({.size = size});
    }
    streams.substreams.push_back({.size = left});
  }
}

void assign_checksums(const std::vector<std::size_t>& counts, const Checksums& of_folders,
                      const Checksums& stored, StreamsInfo& streams) {
  std::size_t member = 0;
  std::size_t next = 0;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    for (std::size_t k = 0; k < counts[i]; ++k, ++member) {
      std::optional<std::uint32_t> checksum = counts[i] == 1 ? of_folders[i] : std::nullopt;
      if (!checksum && next < stored.size()) checksum = stored[next++];
      if (!checksum) damaged("a member has no checksum");
      streams.substreams[member].crc = *checksum;
    }
  }
}

void read_substreams(Cursor& cursor, const Checksums& of_folders, const Limits& limits,
                     StreamsInfo& streams) {
  std::vector<std::size_t> counts(streams.folders.size(), 1);
  Property id = cursor.property();
  if (id == Property::substream_count) {
    counts = read_substream_counts(cursor, counts.size(), limits);
    id = cursor.property();
  }
  read_sizes(cursor, id == Property::size, counts, streams);
  if (id == Property::size) id = cursor.property();
  Checksums stored;
  if (id == Property::crc) {
    std::size_t missing = 0;
    for (std::size_t i = 0; i < counts.size(); ++i)
      missing += counts[i] == 1 && of_folders[i] ? 0 : counts[i];
    stored = read_checksums(cursor, missing);
    id = cursor.property();
  }
  if (id != Property::end) damaged("the header tells more of its members than is known");
  assign_checksums(counts, of_folders, stored, streams);
}

} // namespace

StreamsInfo parse_streams_info(Cursor& cursor, const Limits& limits) {
  StreamsInfo streams;
  cursor.expect_property(Property::pack_info, "the header tells of no packed streams");
  const PackInfo packed = read_pack_info(cursor, limits);
  streams.begin = packed.begin;
  cursor.expect_property(Property::unpack_info, "the header does not tell how to unpack");
  const Checksums checksums = read_unpack_info(cursor, packed, streams.folders, limits);
  Property id = cursor.property();
  if (id == Property::substreams_info) {
    read_substreams(cursor, checksums, limits, streams);
    id = cursor.property();
  } else {
    const std::vector<std::size_t> counts(streams.folders.size(), 1);
    read_sizes(cursor, false, counts, streams);
    assign_checksums(counts, checksums, {}, streams);
  }
  if (id != Property::end) damaged("the header tells more of its streams than is known");
  return streams;
}

} // namespace package_audit::formats::seven_zip
