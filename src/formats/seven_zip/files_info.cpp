#include "formats/seven_zip/files_info.hpp"

#include "formats/fault.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace package_audit::formats::seven_zip {

namespace {

using base::Bytes;

// Windows attributes, in the low half; the second is the flag of 7-Zip for a Unix mode in the high
// half.
constexpr std::uint32_t k_directory = 0x10;
constexpr std::uint32_t k_unix = 0x8000;

// Types in a Unix mode.
constexpr std::uint32_t k_type_mask = 0170000;
constexpr std::uint32_t k_type_directory = 0040000;
constexpr std::uint32_t k_type_file = 0100000;
constexpr std::uint32_t k_type_link = 0120000;

struct Properties {
  std::optional<std::vector<bool>> empty_stream{};
  std::optional<std::vector<bool>> empty_file{};
  std::optional<std::vector<Bytes>> names{};
  std::optional<std::vector<std::uint32_t>> attributes{};
  std::optional<bool> creation_times{};
  std::optional<bool> access_times{};
  std::optional<bool> modification_times{};
};

void expect_stored_here(Cursor& cursor) {
  cursor.expect_not_external("the header keeps a part of its list of files elsewhere");
}

// A UTF-16 name up to its NUL, which is skipped. `rest` is what is left of the property.
Bytes read_name(Cursor& cursor, Bytes rest) {
  std::size_t length = 0;
  while (length + 2 <= rest.size() && base::le16(rest, length) != 0)
    length += 2;
  const Bytes name = cursor.take(length);
  static_cast<void>(cursor.take(2));
  return name;
}

std::vector<Bytes> read_names(Bytes property, std::size_t count) {
  Cursor cursor(property);
  expect_stored_here(cursor);
  std::vector<Bytes> names(count);
  for (Bytes& name : names)
    name = read_name(cursor, property.last(cursor.left()));
  if (cursor.left() != 0) ambiguous("the header holds more names than files");
  return names;
}

// Checks the number of times; their values are not used.
bool read_times(Bytes property, std::size_t count) {
  Cursor cursor(property);
  const std::vector<bool> defined = cursor.optional_bits(count);
  expect_stored_here(cursor);
  const auto times = static_cast<std::size_t>(std::count(defined.begin(), defined.end(), true));
  if (cursor.left() != 8 * times) damaged("the header holds another number of times than it says");
  return true;
}

std::vector<std::uint32_t> read_attributes(Bytes property, std::size_t count) {
  Cursor cursor(property);
  // libarchive misreads attributes when those of some files are missing.
  if (cursor.byte() != 1) ambiguous("only some of its files have attributes");
  expect_stored_here(cursor);
  if (cursor.left() != 4 * count) damaged("the header holds another number of attributes");
  std::vector<std::uint32_t> attributes(count);
  for (std::uint32_t& value : attributes)
    value = cursor.little_endian<std::uint32_t>();
  return attributes;
}

std::vector<bool> read_bits(Bytes property, std::size_t count) {
  Cursor cursor(property);
  std::vector<bool> bits = cursor.bits(count);
  if (cursor.left() != 0) damaged("the header holds more bits than files");
  return bits;
}

template <typename Value>
void set_once(std::optional<Value>& slot, Value value) {
  if (slot) ambiguous("the header says something of its files twice");
  slot = std::move(value);
}

void read_empty_files(Bytes property, Properties& properties) {
  if (!properties.empty_stream) damaged("the header tells empty files from folders too early");
  const auto empty = static_cast<std::size_t>(
      std::count(properties.empty_stream->begin(), properties.empty_stream->end(), true));
  set_once(properties.empty_file, read_bits(property, empty));
}

void read_property(Property id, Bytes property, std::size_t count, Properties& properties) {
  switch (id) {
  case Property::empty_stream:
    set_once(properties.empty_stream, read_bits(property, count));
    return;
  case Property::empty_file:
    read_empty_files(property, properties);
    return;
  case Property::names:
    set_once(properties.names, read_names(property, count));
    return;
  case Property::creation_time:
    set_once(properties.creation_times, read_times(property, count));
    return;
  case Property::access_time:
    set_once(properties.access_times, read_times(property, count));
    return;
  case Property::modification_time:
    set_once(properties.modification_times, read_times(property, count));
    return;
  case Property::attributes:
    set_once(properties.attributes, read_attributes(property, count));
    return;
  case Property::dummy:
    if (!base::is_all_zero(property)) unexpected_bytes("the header's padding is not zero");
    return;
  default:
    // Includes anti-items, which delete files, and comments.
    ambiguous(fmt::format("the header holds an unknown property of its files, 0x{:02x}",
                          static_cast<unsigned>(id)));
  }
}

// The type by content and by attributes, which must agree.
EntryType type_of(bool is_directory, bool has_stream, std::optional<std::uint32_t> attributes) {
  const EntryType plain = is_directory ? EntryType::directory : EntryType::file;
  if (!attributes) return plain;
  if (((*attributes & k_directory) != 0) != is_directory) {
    ambiguous("its attributes do not say whether it is a folder");
  }
  const std::uint32_t mode = *attributes >> 16U;
  if ((*attributes & k_unix) == 0) {
    if (mode != 0) ambiguous("has a mode that only some readers see");
    return plain;
  }
  const std::uint32_t type = mode & k_type_mask;
  const bool agrees = type == 0 || type == (is_directory ? k_type_directory : k_type_file);
  if (agrees) return plain;
  if (type != k_type_link || !has_stream) {
    ambiguous(fmt::format("its mode {:06o} is not that of what it is", type));
  }
  return EntryType::symlink;
}

FileInfo make_file(const Properties& properties, std::size_t index, std::size_t& empty_files) {
  FileInfo file{.name = (*properties.names)[index]};
  file.has_stream = !properties.empty_stream || !(*properties.empty_stream)[index];
  bool is_directory = false;
  if (!file.has_stream) {
    is_directory = !properties.empty_file || !(*properties.empty_file)[empty_files];
    ++empty_files;
  }
  std::optional<std::uint32_t> attributes;
  if (properties.attributes) attributes = (*properties.attributes)[index];
  file.type = type_of(is_directory, file.has_stream, attributes);
  file.has_mode = attributes && (*attributes & k_unix) != 0 && *attributes >> 16U != 0;
  return file;
}

void append_utf8(std::string& text, std::uint32_t point) {
  const auto put = [&](std::uint32_t byte) { text += static_cast<char>(byte); };
  if (point < 0x80) {
    put(point);
  } else if (point < 0x800) {
    put(0xC0 | point >> 6U);
    put(0x80 | (point & 0x3FU));
  } else if (point < 0x10000) {
    put(0xE0 | point >> 12U);
    put(0x80 | (point >> 6U & 0x3FU));
    put(0x80 | (point & 0x3FU));
  } else {
    put(0xF0 | point >> 18U);
    put(0x80 | (point >> 12U & 0x3FU));
    put(0x80 | (point >> 6U & 0x3FU));
    put(0x80 | (point & 0x3FU));
  }
}

std::string to_utf8(Bytes utf16) {
  constexpr std::uint32_t k_high = 0xD800; // the first of the high surrogates
  constexpr std::uint32_t k_low = 0xDC00;
  constexpr std::uint32_t k_end = 0xE000;
  std::string text;
  for (std::size_t i = 0; i < utf16.size(); i += 2) {
    std::uint32_t point = base::le16(utf16, i);
    if (point >= k_high && point < k_end) {
      const std::uint32_t second = i + 4 <= utf16.size() ? base::le16(utf16, i + 2) : 0;
      if (point >= k_low || second < k_low || second >= k_end) {
        ambiguous("a name is not UTF-16");
      }
      point = 0x10000 + ((point - k_high) << 10U) + (second - k_low);
      i += 2;
    }
    append_utf8(text, point);
  }
  return text;
}

} // namespace

std::vector<FileInfo> parse_files_info(Cursor& cursor, const Limits& limits) {
  const std::size_t count = cursor.count();
  if (count > limits.entries) over_limit(&Limits::entries, limits);
  Properties properties;
  for (Property id = cursor.property(); id != Property::end; id = cursor.property())
    read_property(id, cursor.take(cursor.variable_number()), count, properties);
  if (!properties.names) damaged("the header names no files");
  std::vector<FileInfo> files;
  files.reserve(count);
  std::size_t empty_files = 0;
  for (std::size_t i = 0; i < count; ++i) {
    files.push_back(make_file(properties, i, empty_files));
    if (files.back().name.empty()) damaged("a file has no name");
    static_cast<void>(name_of(files.back()));
  }
  return files;
}

std::string name_of(const FileInfo& file) {
  std::string name = to_utf8(file.name);
  const bool slash = name.ends_with('/');
  if (slash && file.type != EntryType::directory) {
    ambiguous("has the name of a folder and is none", name);
  }
  if (file.type == EntryType::directory && !slash) name += '/';
  return name;
}

} // namespace package_audit::formats::seven_zip
