#include "base/text.hpp"
#include "formats/fault.hpp"
#include "formats/zip/headers.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace package_audit::formats::zip {

namespace {

// Host systems (APPNOTE.TXT 6.3.10, 4.4.2.2). Info-ZIP gives NTFS another number.
constexpr unsigned k_dos = 0;
constexpr unsigned k_unix = 3;
constexpr unsigned k_ntfs = 10;
constexpr unsigned k_info_zip_ntfs = 11;

// MS-DOS attributes, in the low half of the external ones.
constexpr std::uint32_t k_volume_label = 0x08;
constexpr std::uint32_t k_dos_directory = 0x10;

// File types of a Unix mode, in the high half.
constexpr std::uint32_t k_type_mask = 0170000;
constexpr std::uint32_t k_type_directory = 0040000;
constexpr std::uint32_t k_type_file = 0100000;
constexpr std::uint32_t k_type_link = 0120000;

constexpr unsigned k_zip64_version = 45;
constexpr unsigned k_max_version = 63;
// Info-ZIP writes its own version, 3.0; libarchive the one that the member needs.
constexpr unsigned k_info_zip_version = 30;

unsigned system_of(const CentralHeader& header) {
  return header.made_by >> 8U;
}

std::uint32_t unix_mode(const CentralHeader& header) {
  return header.external_attributes >> 16U;
}

// The type in the mode; unknown when there is none.
EntryType type_of_mode(const CentralHeader& header) {
  const std::uint32_t type = unix_mode(header) & k_type_mask;
  if (type == 0) return EntryType::unknown;
  if (type == k_type_directory) return EntryType::directory;
  if (type == k_type_file) return EntryType::file;
  // Readers differ in whether they use the mode of an archive that was not made on Unix.
  if (type != k_type_link || system_of(header) != k_unix) {
    ambiguous(fmt::format("its mode {:06o} is that of neither a file nor a folder", type));
  }
  return EntryType::symlink;
}

void expect_known_system(const CentralHeader& header) {
  const unsigned system = system_of(header);
  const bool is_known =
      system == k_dos || system == k_unix || system == k_ntfs || system == k_info_zip_ntfs;
  if (!is_known) ambiguous(fmt::format("was made by an unknown system, number {}", system));
}

template <typename Number>
void expect_equal(Number central, Number local, std::string_view what) {
  if (central == local) return;
  ambiguous(fmt::format("its {} is {} in the directory and {} in the local header", what, central,
                        local));
}

// A number that is in the data descriptor may be zero in the local header.
template <typename Number>
void expect_equal_or_deferred(Number central, Number local, bool deferred, std::string_view what) {
  if (!deferred || local != 0) expect_equal(central, local, what);
}

void expect_not_encrypted(const Header& header) {
  constexpr std::uint16_t k_aes_method = 99;
  if ((header.flags & k_flag_encrypted) != 0 || header.method == k_aes_method) {
    encrypted("is encrypted and cannot be inspected");
  }
}

void expect_known_form(const CentralHeader& header) {
  constexpr unsigned k_known_flags = k_flag_level | k_flag_descriptor | k_flag_utf8;
  if (header.method != k_method_stored && header.method != k_method_deflated) {
    damaged(fmt::format("its compression method {} is not supported, only stored (0) and "
                        "deflated (8) are",
                        header.method));
  }
  if ((header.flags & ~k_known_flags) != 0) {
    ambiguous(fmt::format("has unknown flags: 0x{:04x}", header.flags));
  }
  if (header.disk != 0) ambiguous("is said to be on another disk");
  if (header.comment_length != 0) ambiguous("has a comment");
  if (header.internal_attributes > 1) ambiguous("has unknown internal attributes");
}

void expect_same_headers(const CentralHeader& central, const Header& local) {
  const unsigned needed = std::max(central.version_needed, local.version_needed);
  if (needed > k_max_version) {
    ambiguous(fmt::format("needs version {} of the format", needed));
  }
  if (central.name != local.name) {
    ambiguous(fmt::format("its name is \"{}\" in the local header", local.name));
  }
  expect_equal(central.flags, local.flags, "flags field");
  expect_equal(central.method, local.method, "compression method");
  expect_equal(central.time, local.time, "time");
  // One of them alone may need zip64, or be written before the sizes are known.
  if (central.version_needed != k_zip64_version && local.version_needed != k_zip64_version) {
    expect_equal(central.version_needed, local.version_needed, "version needed");
  }
  const bool deferred = has_descriptor(central);
  expect_equal_or_deferred(central.crc, local.crc, deferred, "checksum");
  expect_equal_or_deferred(central.compressed_size, local.compressed_size, deferred, "packed size");
  expect_equal_or_deferred(central.uncompressed_size, local.uncompressed_size, deferred, "size");
}

void expect_unambiguous_name(const CentralHeader& header) {
  if (header.name.find('\0') != std::string_view::npos) ambiguous("its name holds a NUL");
  if ((header.flags & k_flag_utf8) != 0) {
    if (!base::is_utf8(header.name)) ambiguous("its name is not UTF-8, though a flag says so");
    return;
  }
  // Names are bytes on Unix, and text in some code page elsewhere.
  const bool is_ascii = std::all_of(header.name.begin(), header.name.end(),
                                    [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (!is_ascii && system_of(header) != k_unix) {
    ambiguous("its name is not ASCII and nothing says how it is encoded");
  }
}

// A deflated member has at least an empty block; directories that Java writes consist of one.
void expect_valid_content(const CentralHeader& header, EntryType type) {
  const bool is_stored = header.method == k_method_stored;
  if (is_stored && header.compressed_size != header.uncompressed_size) {
    ambiguous(fmt::format("is stored in {} bytes although its size is {}", header.compressed_size,
                          header.uncompressed_size));
  }
  if (type == EntryType::directory) {
    const bool is_empty_block = !is_stored && header.compressed_size == 2;
    if (header.uncompressed_size != 0 || header.crc != 0 ||
        (header.compressed_size != 0 && !is_empty_block)) {
      ambiguous("is a folder with content");
    }
  }
  if (type == EntryType::symlink &&
      (!is_stored || has_descriptor(header) || header.compressed_size == 0)) {
    ambiguous("is a link that is not stored as one");
  }
  // libarchive, which CPack uses, writes a data descriptor behind every file and behind no link: a
  // file without one is a link whose mode was changed.
  const bool is_by_libarchive = header.has_owner && system_of(header) == k_unix &&
                                (header.made_by & 0xFFU) < k_info_zip_version;
  if (type == EntryType::file && is_by_libarchive && !has_descriptor(header)) {
    ambiguous("is a file that is stored as a link");
  }
}

} // namespace

bool has_mode_bits(const CentralHeader& header) {
  return system_of(header) == k_unix && unix_mode(header) != 0;
}

EntryType entry_type(const CentralHeader& header) {
  expect_known_system(header);
  const bool has_slash = header.name.ends_with('/');
  const EntryType type = type_of_mode(header);
  const bool is_directory =
      type == EntryType::directory || (header.external_attributes & k_dos_directory) != 0;
  if ((header.external_attributes & k_volume_label) != 0) ambiguous("is marked as a volume label");
  if (is_directory && !has_slash) ambiguous("is marked as a folder, its name is that of a file");
  if (has_slash && type != EntryType::directory && type != EntryType::unknown) {
    ambiguous("has the name of a folder and the mode of something else");
  }
  if (has_slash) return EntryType::directory;
  return type == EntryType::unknown ? EntryType::file : type;
}

void expect_valid_entry(const CentralHeader& central, const Header& local, EntryType type) {
  expect_not_encrypted(central);
  expect_not_encrypted(local);
  expect_known_form(central);
  expect_same_headers(central, local);
  expect_unambiguous_name(central);
  expect_valid_content(central, type);
}

} // namespace package_audit::formats::zip
