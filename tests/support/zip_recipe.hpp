#pragma once

#include "model/artifact.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace package_audit::support {

// A zip as a recipe: every field of every record, in the order of APPNOTE.TXT, with the values that
// make it sound. A test changes the one that it is about.

struct ZipLocal {
  std::uint32_t signature = 0x04034b50;
  std::uint16_t needed = 20;
  std::uint16_t flags = 0;
  std::uint16_t method = 0;
  std::uint16_t time = 0x6000;
  std::uint16_t date = 0x5821;
  std::uint32_t crc = 0;
  std::uint32_t packed = 0;
  std::uint32_t unpacked = 0;
  std::string name{};
  std::string extra{};
};

struct ZipCentral {
  std::uint32_t signature = 0x02014b50;
  std::uint16_t made_by = 3 << 8 | 20;
  std::uint16_t needed = 20;
  std::uint16_t flags = 0;
  std::uint16_t method = 0;
  std::uint16_t time = 0x6000;
  std::uint16_t date = 0x5821;
  std::uint32_t crc = 0;
  std::uint32_t packed = 0;
  std::uint32_t unpacked = 0;
  std::string name{};
  std::string extra{};
  std::string comment{};
  std::uint16_t disk = 0;
  std::uint16_t internal = 0;
  std::uint32_t external = 0;
  // Absent: where the local header is.
  std::optional<std::uint32_t> offset{};
};

struct ZipEntry {
  // In front of the local header; belongs to nothing.
  std::string stray{};
  ZipLocal local{};
  // As packed.
  std::string content{};
  std::string descriptor{};
  ZipCentral central{};
  bool in_file = true;
  bool in_directory = true;
};

struct ZipEndRecord {
  std::uint16_t disk = 0;
  std::uint16_t directory_disk = 0;
  std::uint16_t entries_here = 0;
  std::uint16_t entries = 0;
  std::uint32_t directory_size = 0;
  std::uint32_t directory = 0;
  std::uint16_t comment_length = 0;
};

struct ZipEnd64 {
  std::uint64_t record_size = 44;
  std::uint16_t made_by = 45;
  std::uint16_t needed = 45;
  std::uint32_t disk = 0;
  std::uint32_t directory_disk = 0;
  std::uint64_t entries_here = 0;
  std::uint64_t entries = 0;
  std::uint64_t directory_size = 0;
  std::uint64_t directory = 0;
  std::string extensible{};
  // Of the locator.
  std::uint32_t record_disk = 0;
  std::uint64_t record = 0;
  std::uint32_t disks = 1;
};

struct ZipRecipe {
  std::vector<ZipEntry> entries{};
  // In front of the directory; belongs to nothing.
  std::string stray{};
  bool zip64 = false;
  // Change what the directory has led to.
  std::function<void(ZipEnd64&)> change_end64{};
  std::function<void(ZipEndRecord&)> change_end{};
  std::string after_end{};
};

std::string make_zip(const ZipRecipe& recipe);

// As CPack writes them: a file is deflated and its descriptor follows, a link is stored.
ZipEntry zip_file(std::string name, std::string_view content);
ZipEntry zip_folder(std::string name);
ZipEntry zip_link(std::string name, std::string target);
// As Info-ZIP and others write a small file.
ZipEntry stored_file(std::string name, std::string content);

// One extra field.
std::string zip_extra(std::uint16_t id, std::string_view content);
// The same one in both headers.
void add_extra(ZipEntry& entry, const std::string& extra);
// A change that both headers make.
template <typename Change>
void change_both(ZipEntry& entry, Change change) {
  change(entry.local);
  change(entry.central);
}

// Numbers, little end first.
std::string le(std::uint64_t number, int bytes);

// Raw deflate.
std::string deflated(std::string_view content);

std::uint32_t crc_of(std::string_view content);

} // namespace package_audit::support
