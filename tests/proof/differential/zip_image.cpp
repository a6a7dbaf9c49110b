#include "formats.hpp"

#include <fmt/format.h>
#include <zlib.h>

#include <array>
#include <functional>

namespace package_audit::proof {

namespace {

// One entry as the two headers tell it; APPNOTE.TXT 6.3.10, sections 4.3.7 and 4.3.12.
struct ZipEntry {
  std::string local_name{};
  std::string central_name{};
  std::string content{};
  std::string stored{};
  std::string local_extra{};
  std::string central_extra{};
  std::uint16_t method = 0;
  std::uint16_t flags = 0;
  std::uint32_t attributes = 0;
  std::uint64_t offset = 0;
  bool descriptor = false;
  bool in_directory = true;
  bool in_file = true;
};

struct Zip {
  std::vector<ZipEntry> entries{};
  std::string comment{};
  std::string behind{};
};

std::string deflated(const std::string& content) {
  z_stream state{};
  deflateInit2(&state, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
  std::string output(content.size() + 64, '\0');
  std::string input = content;
  state.next_in = reinterpret_cast<Bytef*>(input.data());
  state.avail_in = static_cast<uInt>(input.size());
  state.next_out = reinterpret_cast<Bytef*>(output.data());
  state.avail_out = static_cast<uInt>(output.size());
  deflate(&state, Z_FINISH);
  output.resize(state.total_out);
  deflateEnd(&state);
  return output;
}

std::string little_endian(std::uint64_t value, std::size_t size) {
  std::string bytes;
  for (std::size_t i = 0; i < size; ++i)
    bytes += static_cast<char>(value >> (8 * i) & 0xFF);
  return bytes;
}

std::string extra(std::uint16_t id, const std::string& data) {
  return little_endian(id, 2) + little_endian(data.size(), 2) + data;
}

std::uint32_t crc_of(const std::string& bytes) {
  return static_cast<std::uint32_t>(
      crc32(0, reinterpret_cast<const Bytef*>(bytes.data()), static_cast<uInt>(bytes.size())));
}

// Info-ZIP's 0x7075: another name, believed when its checksum is that of the name in the header.
std::string unicode_path(const std::string& name, const std::string& instead) {
  return extra(0x7075, "\x01" + little_endian(crc_of(name), 4) + instead);
}

ZipEntry entry(const std::string& name, const std::string& content, Random& random) {
  constexpr std::uint32_t k_file = 0100644;
  constexpr std::uint32_t k_folder = 040755;
  const bool folder = name.ends_with('/');
  ZipEntry entry{.local_name = name, .central_name = name, .content = content};
  entry.attributes = (folder ? k_folder : k_file) << 16 | (folder ? 0x10U : 0U);
  entry.method = !folder && random.one_in(2) ? 8 : 0;
  entry.stored = entry.method == 8 ? deflated(content) : content;
  entry.descriptor = !folder && random.one_in(2);
  entry.flags = entry.descriptor ? 8 : 0;
  if (random.one_in(2)) {
    // The time and owner that CPack stores.
    entry.local_extra = extra(0x5455, "\x01" + little_endian(1'700'000'000, 4)) +
                        extra(0x7875, std::string("\x01\x04\0\0\0\0\x04\0\0\0\0", 11));
    entry.central_extra = entry.local_extra;
  }
  return entry;
}

Zip well_formed(Random& random) {
  Zip zip;
  zip.entries = {entry("bin/acme", "#!/bin/sh\necho acme\n", random), entry("share/", "", random),
                 entry("share/notes.txt", std::string(200, 'n') + "otes", random)};
  if (random.one_in(2)) zip.entries.push_back(entry("share/empty", "", random));
  return zip;
}

// Techniques that are more than one field. Each leaves the rest consistent.
struct Technique {
  std::string_view name;
  void (*apply)(Zip&, ZipEntry&);
};

constexpr std::array k_techniques{
    Technique{"other central name", [](Zip&, ZipEntry& e) { e.central_name = "src/evil.c"; }},
    Technique{"other local name", [](Zip&, ZipEntry& e) { e.local_name = "src/evil.c"; }},
    Technique{"Unicode path in both",
              [](Zip&, ZipEntry& e) {
                e.local_extra += unicode_path(e.local_name, "src/evil.c");
                e.central_extra += unicode_path(e.central_name, "src/evil.c");
              }},
    Technique{
        "Unicode path in the central header",
        [](Zip&, ZipEntry& e) { e.central_extra += unicode_path(e.central_name, "src/evil.c"); }},
    Technique{"Unicode path in the local header",
              [](Zip&, ZipEntry& e) { e.local_extra += unicode_path(e.local_name, "src/evil.c"); }},
    Technique{"not in the directory", [](Zip&, ZipEntry& e) { e.in_directory = false; }},
    Technique{"in the directory only", [](Zip&, ZipEntry& e) { e.in_file = false; }},
    Technique{"slash behind a file's name",
              [](Zip&, ZipEntry& e) {
                e.local_name += '/';
                e.central_name += '/';
              }},
    Technique{"directory bit on a file", [](Zip&, ZipEntry& e) { e.attributes |= 0x10; }},
    Technique{"mode of a device", [](Zip&, ZipEntry& e) { e.attributes = 0020644U << 16; }},
    Technique{"unknown extra field",
              [](Zip&, ZipEntry& e) { e.central_extra += extra(0xCAFE, "text"); }},
    Technique{"zip64 extra that is not needed",
              [](Zip&, ZipEntry& e) {
                e.central_extra += extra(1, little_endian(7, 8) + little_endian(7, 8));
              }},
    Technique{"comment", [](Zip& z, ZipEntry&) { z.comment = "text"; }},
    Technique{"zip in the comment",
              [](Zip& z, ZipEntry&) {
                z.comment = std::string("PK\x05\x06", 4) + std::string(18, '\0');
              }},
    Technique{
        "empty end record behind",
        [](Zip& z, ZipEntry&) { z.behind = std::string("PK\x05\x06", 4) + std::string(18, '\0'); }},
    Technique{"bytes behind", [](Zip& z, ZipEntry&) { z.behind = "text"; }},
    Technique{
        "same name twice",
        [](Zip& z, ZipEntry& e) { e.local_name = e.central_name = z.entries.back().central_name; }},
    Technique{"encrypted", [](Zip&, ZipEntry& e) { e.flags |= 1; }},
    Technique{"data longer than it unpacks to", [](Zip&, ZipEntry& e) { e.stored += "slack"; }},
};

void common_fields(Image& image, const ZipEntry& e, bool in_descriptor) {
  image.number("flags", e.flags, 2);
  image.number("method", e.method, 2);
  image.number("time", 0x6000, 2);
  image.number("date", 0x576E, 2);
  image.number("crc", in_descriptor ? 0 : crc_of(e.content), 4);
  image.number("packed size", in_descriptor ? 0 : e.stored.size(), 4);
  image.number("size", in_descriptor ? 0 : e.content.size(), 4);
}

void local_part(Image& image, const ZipEntry& e, std::size_t index) {
  image.begin_piece(fmt::format("local header {}", index));
  image.text("signature", "PK\x03\x04");
  image.number("version needed", 20, 2);
  common_fields(image, e, e.descriptor);
  image.number("name length", e.local_name.size(), 2);
  image.number("extra length", e.local_extra.size(), 2);
  image.text("name", e.local_name);
  image.text("extra", e.local_extra);
  image.end_piece();
  image.begin_piece(fmt::format("content {}", index));
  image.content(e.stored);
  image.end_piece();
  if (!e.descriptor) return;
  image.begin_piece(fmt::format("descriptor {}", index));
  image.text("signature", "PK\x07\x08");
  image.number("crc", crc_of(e.content), 4);
  image.number("packed size", e.stored.size(), 4);
  image.number("size", e.content.size(), 4);
  image.end_piece();
}

void central_part(Image& image, const ZipEntry& e, std::size_t index) {
  image.begin_piece(fmt::format("central header {}", index));
  image.text("signature", "PK\x01\x02");
  image.number("version made by", 3 << 8 | 20, 2);
  image.number("version needed", 20, 2);
  common_fields(image, e, false);
  image.number("name length", e.central_name.size(), 2);
  image.number("extra length", e.central_extra.size(), 2);
  image.number("comment length", 0, 2);
  image.number("disk", 0, 2);
  image.number("internal attributes", 0, 2);
  image.number("external attributes", e.attributes, 4);
  image.number("offset", e.offset, 4);
  image.text("name", e.central_name);
  image.text("extra", e.central_extra);
  image.end_piece();
}

// 4.3.16.
void end_part(Image& image, const Zip& zip, std::size_t count, std::size_t directory) {
  const std::size_t size = image.size() - directory;
  image.begin_piece("end record");
  image.text("signature", "PK\x05\x06");
  image.number("disk", 0, 2);
  image.number("disk of the directory", 0, 2);
  image.number("entries on this disk", count, 2);
  image.number("entries", count, 2);
  image.number("directory size", size, 4);
  image.number("directory offset", directory, 4);
  image.number("comment length", zip.comment.size(), 2);
  image.text("comment", zip.comment);
  image.end_piece();
  image.whole_piece("archive");
  image.content(zip.behind);
}

Image render(Zip zip) {
  Image image;
  std::size_t index = 0;
  for (ZipEntry& e : zip.entries) {
    e.offset = image.size();
    ++index;
    if (e.in_file) local_part(image, e, index);
  }
  const std::size_t directory = image.size();
  std::size_t count = 0;
  for (const ZipEntry& e : zip.entries) {
    if (e.in_directory) central_part(image, e, ++count);
  }
  end_part(image, zip, count, directory);
  return image;
}

} // namespace

Mutant make_zip(Random& random) {
  Zip zip = well_formed(random);
  std::string recipe;
  if (random.one_in(4)) {
    const std::size_t index = random.below(zip.entries.size());
    const Technique& technique = random.any_of(k_techniques);
    technique.apply(zip, zip.entries[index]);
    recipe = fmt::format("entry {}: {}", index + 1, technique.name);
    return {Format::zip, render(std::move(zip)).bytes(), std::move(recipe)};
  }
  Image image = render(std::move(zip));
  recipe = mutate(image, random);
  return {Format::zip, std::move(image.bytes()), std::move(recipe)};
}

} // namespace package_audit::proof
