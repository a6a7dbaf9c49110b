#include "support/zip_recipe.hpp"

#include <zlib.h>

#include <stdexcept>

namespace package_audit::support {

namespace {

constexpr std::uint16_t k_descriptor_follows = 1 << 3;

std::string local_bytes(const ZipLocal& local) {
  return le(local.signature, 4) + le(local.needed, 2) + le(local.flags, 2) + le(local.method, 2) +
         le(local.time, 2) + le(local.date, 2) + le(local.crc, 4) + le(local.packed, 4) +
         le(local.unpacked, 4) + le(local.name.size(), 2) + le(local.extra.size(), 2) + local.name +
         local.extra;
}

std::string central_bytes(const ZipCentral& central, std::uint64_t offset) {
  return le(central.signature, 4) + le(central.made_by, 2) + le(central.needed, 2) +
         le(central.flags, 2) + le(central.method, 2) + le(central.time, 2) + le(central.date, 2) +
         le(central.crc, 4) + le(central.packed, 4) + le(central.unpacked, 4) +
         le(central.name.size(), 2) + le(central.extra.size(), 2) + le(central.comment.size(), 2) +
         le(central.disk, 2) + le(central.internal, 2) + le(central.external, 4) +
         le(central.offset.value_or(static_cast<std::uint32_t>(offset)), 4) + central.name +
         central.extra + central.comment;
}

std::string end64_bytes(const ZipEnd64& end) {
  return "PK\x06\x06" + le(end.record_size, 8) + le(end.made_by, 2) + le(end.needed, 2) +
         le(end.disk, 4) + le(end.directory_disk, 4) + le(end.entries_here, 8) +
         le(end.entries, 8) + le(end.directory_size, 8) + le(end.directory, 8) + end.extensible +
         "PK\x06\x07" + le(end.record_disk, 4) + le(end.record, 8) + le(end.disks, 4);
}

std::string end_bytes(const ZipEndRecord& end) {
  return "PK\x05\x06" + le(end.disk, 2) + le(end.directory_disk, 2) + le(end.entries_here, 2) +
         le(end.entries, 2) + le(end.directory_size, 4) + le(end.directory, 4) +
         le(end.comment_length, 2);
}

ZipEntry plain_entry(std::string name, std::uint32_t mode) {
  ZipEntry entry;
  change_both(entry, [&](auto& header) { header.name = name; });
  entry.central.external = mode << 16;
  const std::string times = zip_extra(0x5455, "\x07" + le(1'700'000'000, 4) + le(1'700'000'001, 4) +
                                                  le(1'700'000'002, 4));
  const std::string owner = zip_extra(0x7875, "\x01\x04" + le(0, 4) + "\x04" + le(0, 4));
  add_extra(entry, times + owner);
  return entry;
}

void store(ZipEntry& entry, std::string content) {
  change_both(entry, [&](auto& header) {
    header.crc = crc_of(content);
    header.packed = header.unpacked = static_cast<std::uint32_t>(content.size());
  });
  entry.content = std::move(content);
}

} // namespace

std::string le(std::uint64_t number, int bytes) {
  std::string text;
  for (int i = 0; i < bytes; ++i)
    text += static_cast<char>(number >> (8 * i) & 0xFFU);
  return text;
}

std::uint32_t crc_of(std::string_view content) {
  return static_cast<std::uint32_t>(
      ::crc32_z(0, reinterpret_cast<const Bytef*>(content.data()), content.size()));
}

std::string deflated(std::string_view content) {
  z_stream stream{};
  if (::deflateInit2(&stream, 6, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY) != Z_OK) {
    throw std::runtime_error("zlib does not start");
  }
  std::string packed(::deflateBound(&stream, content.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(content.data()));
  stream.avail_in = static_cast<uInt>(content.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  const int result = ::deflate(&stream, Z_FINISH);
  packed.resize(stream.total_out);
  ::deflateEnd(&stream);
  if (result != Z_STREAM_END) throw std::runtime_error("zlib does not finish");
  return packed;
}

std::string zip_extra(std::uint16_t id, std::string_view content) {
  return le(id, 2) + le(content.size(), 2) + std::string(content);
}

void add_extra(ZipEntry& entry, const std::string& extra) {
  change_both(entry, [&](auto& header) { header.extra += extra; });
}

ZipEntry zip_file(std::string name, std::string_view content) {
  ZipEntry entry = plain_entry(std::move(name), 0100644);
  entry.content = deflated(content);
  change_both(entry, [&](auto& header) {
    header.method = 8;
    header.flags = k_descriptor_follows;
    header.unpacked = static_cast<std::uint32_t>(content.size());
  });
  entry.central.crc = crc_of(content);
  entry.central.packed = static_cast<std::uint32_t>(entry.content.size());
  entry.descriptor =
      "PK\x07\x08" + le(entry.central.crc, 4) + le(entry.content.size(), 4) + le(content.size(), 4);
  return entry;
}

ZipEntry zip_folder(std::string name) {
  return plain_entry(std::move(name), 0040755);
}

ZipEntry zip_link(std::string name, std::string target) {
  ZipEntry entry = plain_entry(std::move(name), 0120777);
  store(entry, std::move(target));
  return entry;
}

ZipEntry stored_file(std::string name, std::string content) {
  ZipEntry entry = plain_entry(std::move(name), 0100644);
  entry.central.made_by = 3 << 8 | 30;
  store(entry, std::move(content));
  return entry;
}

std::string make_zip(const ZipRecipe& recipe) {
  std::string bytes;
  std::string directory;
  std::uint16_t count = 0;
  for (const ZipEntry& entry : recipe.entries) {
    bytes += entry.stray;
    if (entry.in_directory) {
      directory += central_bytes(entry.central, bytes.size());
      ++count;
    }
    if (entry.in_file) bytes += local_bytes(entry.local) + entry.content + entry.descriptor;
  }
  bytes += recipe.stray;
  ZipEndRecord end{.entries_here = count,
                   .entries = count,
                   .directory_size = static_cast<std::uint32_t>(directory.size()),
                   .directory = static_cast<std::uint32_t>(bytes.size())};
  ZipEnd64 end64{.entries_here = count,
                 .entries = count,
                 .directory_size = directory.size(),
                 .directory = bytes.size(),
                 .record = bytes.size() + directory.size()};
  if (recipe.change_end64) recipe.change_end64(end64);
  if (recipe.change_end) recipe.change_end(end);
  bytes += directory;
  if (recipe.zip64) bytes += end64_bytes(end64);
  return bytes + end_bytes(end) + recipe.after_end;
}

} // namespace package_audit::support
