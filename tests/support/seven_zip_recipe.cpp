#include "support/seven_zip_recipe.hpp"

#include "support/zip_recipe.hpp"

#include <algorithm>

namespace package_audit::support {

namespace {

std::string bits(const std::vector<bool>& values) {
  std::string bytes((values.size() + 7) / 8, '\0');
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (values[i]) bytes[i / 8] = static_cast<char>(bytes[i / 8] | 0x80 >> i % 8);
  }
  return bytes;
}

std::string byte(int value) {
  return std::string(1, static_cast<char>(value));
}

// PackInfo and UnPackInfo.
std::string packing(std::uint64_t begin, const std::vector<std::uint64_t>& sizes,
                    const std::string& coders, std::uint64_t unpacked,
                    const std::string& checksum) {
  std::string bytes = byte(0x06) + seven_zip_number(begin) + seven_zip_number(sizes.size());
  bytes += byte(0x09);
  for (const std::uint64_t size : sizes)
    bytes += seven_zip_number(size);
  bytes += byte(0) + byte(0x07) + byte(0x0B) + byte(1) + byte(0) + coders;
  return bytes + byte(0x0C) + seven_zip_number(unpacked) + checksum + byte(0);
}

std::string substreams(const std::vector<std::string>& contents, bool checksums) {
  std::string bytes = byte(0x08);
  if (contents.size() > 1) {
    bytes += byte(0x0D) + seven_zip_number(contents.size()) + byte(0x09);
    for (std::size_t i = 0; i + 1 < contents.size(); ++i)
      bytes += seven_zip_number(contents[i].size());
  }
  if (checksums) {
    bytes += byte(0x0A) + byte(1);
    for (const std::string& content : contents)
      bytes += le(crc_of(content), 4);
  }
  return bytes + byte(0);
}

std::string names(const std::vector<SevenZipItem>& items) {
  std::string bytes = byte(0);
  for (const SevenZipItem& item : items) {
    for (const char16_t unit : item.name)
      bytes += le(unit, 2);
    bytes += le(0, 2);
  }
  return bytes;
}

std::string attributes(const std::vector<SevenZipItem>& items) {
  std::string bytes = byte(1) + byte(0);
  for (const SevenZipItem& item : items)
    bytes += le(item.attributes.value_or(0), 4);
  return bytes;
}

std::string files(const SevenZipRecipe& recipe) {
  std::vector<bool> empty;
  std::vector<bool> empty_file;
  for (const SevenZipItem& item : recipe.items) {
    empty.push_back(item.content.empty());
    if (item.content.empty()) empty_file.push_back(!item.folder);
  }
  std::string bytes = byte(0x05) + seven_zip_number(recipe.items.size());
  if (!empty_file.empty()) bytes += seven_zip_property(0x0E, bits(empty));
  if (std::count(empty_file.begin(), empty_file.end(), true) > 0) {
    bytes += seven_zip_property(0x0F, bits(empty_file));
  }
  bytes += seven_zip_property(0x11, names(recipe.items));
  const bool any = std::any_of(recipe.items.begin(), recipe.items.end(),
                               [](const SevenZipItem& item) { return item.attributes; });
  if (any) bytes += seven_zip_property(0x15, attributes(recipe.items));
  return bytes + recipe.properties + byte(0);
}

} // namespace

std::string seven_zip_number(std::uint64_t number) {
  for (int more = 0; more < 8; ++more) {
    const int above = 7 - more;
    if (number >> (8 * more + above) != 0) continue;
    const auto first = 0xFF00U >> more | static_cast<unsigned>(number >> 8 * more);
    return byte(static_cast<int>(first & 0xFFU)) + le(number, more);
  }
  return byte(0xFF) + le(number, 8);
}

std::string seven_zip_coder(const std::string& id, const std::string& properties) {
  const int flags = static_cast<int>(id.size()) | (properties.empty() ? 0 : 0x20);
  std::string bytes = byte(flags) + id;
  if (!properties.empty()) bytes += seven_zip_number(properties.size()) + properties;
  return bytes;
}

std::string seven_zip_property(int id, const std::string& content) {
  return byte(id) + seven_zip_number(content.size()) + content;
}

SevenZipItem seven_zip_file(std::u16string name, std::string content, std::uint32_t mode) {
  return {.name = std::move(name),
          .content = std::move(content),
          .attributes = (0100000U | mode) << 16 | 0x8020};
}

SevenZipItem seven_zip_folder(std::u16string name) {
  return {.name = std::move(name), .folder = true, .attributes = 0040755U << 16 | 0x8010};
}

SevenZipItem seven_zip_link(std::u16string name, std::string target) {
  return {
      .name = std::move(name), .content = std::move(target), .attributes = 0120777U << 16 | 0x8020};
}

std::string make_seven_zip(const SevenZipRecipe& recipe) {
  std::vector<std::string> contents;
  std::string all;
  for (const SevenZipItem& item : recipe.items) {
    if (item.content.empty()) continue;
    contents.push_back(item.content);
    all += item.content;
  }
  std::string bytes = recipe.packed.value_or(all);
  std::string header = byte(0x01) + recipe.before_streams;
  if (!contents.empty()) {
    const auto sizes =
        recipe.pack_sizes.empty() ? std::vector<std::uint64_t>{bytes.size()} : recipe.pack_sizes;
    header += byte(0x04);
    header += packing(recipe.pack_begin.value_or(0), sizes, recipe.coders,
                      recipe.unpacked_size.value_or(all.size()), "");
    header += substreams(contents, recipe.checksums) + byte(0);
  }
  header += files(recipe) + recipe.behind_files + byte(0);
  if (recipe.change_header) recipe.change_header(header);
  bytes += recipe.stray;
  if (recipe.header_is_packed) {
    const std::string outer = byte(0x17) +
                              packing(bytes.size(), {header.size()}, std::string("\x01\x01\x00", 3),
                                      header.size(), byte(0x0A) + byte(1) + le(crc_of(header), 4)) +
                              byte(0);
    bytes += header;
    header = outer;
  }
  SevenZipStart start{.offset = bytes.size(), .size = header.size(), .crc = crc_of(header)};
  if (recipe.change_start) recipe.change_start(start);
  const std::string rest = le(start.offset, 8) + le(start.size, 8) + le(start.crc, 4);
  return "7z\xBC\xAF\x27\x1C" + byte(recipe.major) + byte(recipe.minor) + le(crc_of(rest), 4) +
         rest + bytes + header + recipe.after_header;
}

} // namespace package_audit::support
