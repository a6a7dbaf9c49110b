#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace package_audit::support {

// A 7z archive as a recipe, with the values that make it sound. A test changes the ones that it is
// about. All contents are in one folder, whose coder copies them.

struct SevenZipItem {
  std::u16string name{};
  std::string content{};
  bool folder = false;
  // Windows attributes, and a Unix mode above them.
  std::optional<std::uint32_t> attributes{};
};

struct SevenZipStart {
  std::uint64_t offset = 0;
  std::uint64_t size = 0;
  std::uint32_t crc = 0;
};

struct SevenZipRecipe {
  std::vector<SevenZipItem> items{};
  int major = 0;
  int minor = 4;
  // Flags, id and properties of the folder's coders, with their number in front.
  std::string coders = std::string("\x01\x01\x00", 3);
  // Absent: the contents one behind the other.
  std::optional<std::string> packed{};
  std::optional<std::uint64_t> pack_begin{};
  std::vector<std::uint64_t> pack_sizes{};
  std::optional<std::uint64_t> unpacked_size{};
  bool checksums = true;
  // Between the packed streams and the header.
  std::string stray{};
  // Properties of files, behind the others.
  std::string properties{};
  // Parts of the header: in front of the streams, and behind the files.
  std::string before_streams{};
  std::string behind_files{};
  // The header itself is copied into a packed stream.
  bool header_is_packed = false;
  // Changes the header before its checksum is taken, and where the start says that it is.
  std::function<void(std::string&)> change_header{};
  std::function<void(SevenZipStart&)> change_start{};
  std::string after_header{};
};

std::string make_seven_zip(const SevenZipRecipe& recipe);

SevenZipItem seven_zip_file(std::u16string name, std::string content, std::uint32_t mode = 0644);
SevenZipItem seven_zip_folder(std::u16string name);
SevenZipItem seven_zip_link(std::u16string name, std::string target);

// "7z number" of 1 to 9 bytes.
std::string seven_zip_number(std::uint64_t number);
// One coder: its id and properties.
std::string seven_zip_coder(const std::string& id, const std::string& properties);
// A property of files: its id, its size, its content.
std::string seven_zip_property(int id, const std::string& content);

} // namespace package_audit::support
