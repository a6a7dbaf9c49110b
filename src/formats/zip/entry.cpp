#include "formats/zip/entry.hpp"

#include "base/text.hpp"
#include "formats/fault.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace package_audit::formats::zip {

namespace {

// Systems (APPNOTE.TXT 6.3.10, 4.4.2.2). Info-ZIP gives NTFS another number.
constexpr unsigned k_dos = 0;
constexpr unsigned k_unix = 3;
constexpr unsigned k_ntfs = 10;
constexpr unsigned k_info_zip_ntfs = 11;

// MS-DOS attributes, in the low half of the external ones.
constexpr std::uint32_t k_volume_label = 0x08;
constexpr std::uint32_t k_dos_folder = 0x10;

// File types of a Unix mode, in the high half.
constexpr std::uint32_t k_type_mask = 0170000;
constexpr std::uint32_t k_type_folder = 0040000;
constexpr std::uint32_t k_type_file = 0100000;
constexpr std::uint32_t k_type_link = 0120000;

constexpr unsigned k_zip64_version = 45;
constexpr unsigned k_newest_version = 63;
// Info-ZIP calls itself 3.0; libarchive gives the version that the member needs.
constexpr unsigned k_info_zip_version = 30;

[[noreturn]] void ambiguous(std::string detail) {
  throw ReadFault(AnomalyKind::ambiguous, std::move(detail));
}

unsigned system_of(const ZipCentralHeader& header) {
  return header.made_by >> 8U;
}

std::uint32_t unix_mode(const ZipCentralHeader& header) {
  return header.external >> 16U;
}

// The type that the mode gives; unknown when it gives none.
EntryType type_of_mode(const ZipCentralHeader& header) {
  const std::uint32_t type = unix_mode(header) & k_type_mask;
  if (type == 0) return EntryType::unknown;
  if (type == k_type_folder) return EntryType::directory;
  if (type == k_type_file) return EntryType::file;
  // Only some readers look at the mode when it was not Unix that made the archive.
  if (type != k_type_link || system_of(header) != k_unix) {
    ambiguous(fmt::format("its mode {:06o} is that of neither a file nor a folder", type));
  }
  return EntryType::symlink;
}

void expect_known_system(const ZipCentralHeader& header) {
  const unsigned system = system_of(header);
  const bool known =
      system == k_dos || system == k_unix || system == k_ntfs || system == k_info_zip_ntfs;
  if (!known) ambiguous(fmt::format("was made by an unknown system, number {}", system));
}

template <typename Number>
void expect_equal(Number central, Number local, std::string_view what) {
  if (central == local) return;
  ambiguous(fmt::format("its {} is {} in the directory and {} in the local header", what, central,
                        local));
}

// What is behind the content may be left out in front of it.
template <typename Number>
void expect_equal_or_later(Number central, Number local, bool later, std::string_view what) {
  if (!later || local != 0) expect_equal(central, local, what);
}

void expect_not_encrypted(const ZipHeader& header) {
  constexpr std::uint16_t k_aes_method = 99;
  if ((header.flags & k_zip_encrypted) != 0 || header.method == k_aes_method) {
    throw ReadFault(AnomalyKind::encrypted, "is encrypted and cannot be inspected");
  }
}

void expect_known_form(const ZipCentralHeader& header) {
  constexpr unsigned k_known_flags = k_zip_level | k_zip_descriptor | k_zip_utf8;
  if (header.method != k_zip_stored && header.method != k_zip_deflated) {
    throw ReadFault(AnomalyKind::damaged,
                    fmt::format("its compression method {} is not supported, only stored (0) and "
                                "deflated (8) are",
                                header.method));
  }
  if ((header.flags & ~k_known_flags) != 0) {
    ambiguous(fmt::format("has unknown flags: 0x{:04x}", header.flags));
  }
  if (header.disk != 0) ambiguous("is said to be on another disk");
  if (header.comment_length != 0) ambiguous("has a comment");
  if (header.internal > 1) ambiguous("has unknown internal attributes");
}

void expect_same_headers(const ZipCentralHeader& central, const ZipHeader& local) {
  const unsigned needed = std::max(central.needed, local.needed);
  if (needed > k_newest_version) {
    ambiguous(fmt::format("needs version {} of the format", needed));
  }
  if (central.name != local.name) {
    ambiguous(fmt::format("its name is \"{}\" in the local header", local.name));
  }
  expect_equal(central.flags, local.flags, "flags field");
  expect_equal(central.method, local.method, "compression method");
  expect_equal(central.time, local.time, "time");
  // Only one of them may need zip64, or be written before it is known that none does.
  if (central.needed != k_zip64_version && local.needed != k_zip64_version) {
    expect_equal(central.needed, local.needed, "version needed");
  }
  const bool later = has_descriptor(central);
  expect_equal_or_later(central.crc, local.crc, later, "checksum");
  expect_equal_or_later(central.packed, local.packed, later, "packed size");
  expect_equal_or_later(central.unpacked, local.unpacked, later, "size");
}

void expect_one_reading_of_name(const ZipCentralHeader& header) {
  if (header.name.find('\0') != std::string_view::npos) ambiguous("its name holds a NUL");
  if ((header.flags & k_zip_utf8) != 0) {
    if (!base::is_utf8(header.name)) ambiguous("its name is not UTF-8, though a flag says so");
    return;
  }
  // On Unix a name is bytes; elsewhere those mean what a code page says.
  const bool ascii = std::all_of(header.name.begin(), header.name.end(),
                                 [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (!ascii && system_of(header) != k_unix) {
    ambiguous("its name is not ASCII and nothing says how it is encoded");
  }
}

// A deflated member is at least an empty block; a folder that Java writes is one.
void expect_sound_content(const ZipCentralHeader& header, EntryType type) {
  const bool stored = header.method == k_zip_stored;
  if (stored && header.packed != header.unpacked) {
    ambiguous(fmt::format("is stored in {} bytes although its size is {}", header.packed,
                          header.unpacked));
  }
  if (type == EntryType::directory) {
    const bool empty_block = !stored && header.packed == 2;
    if (header.unpacked != 0 || header.crc != 0 || (header.packed != 0 && !empty_block)) {
      ambiguous("is a folder with content");
    }
  }
  if (type == EntryType::symlink && (!stored || has_descriptor(header) || header.packed == 0)) {
    ambiguous("is a link that is not stored as one");
  }
  // libarchive, and CPack with it, writes the checksum of every file behind it and that of no link:
  // a file without is a link whose mode was changed.
  const bool by_libarchive =
      header.owner && system_of(header) == k_unix && (header.made_by & 0xFFU) < k_info_zip_version;
  if (type == EntryType::file && by_libarchive && !has_descriptor(header)) {
    ambiguous("is a file that is stored as a link");
  }
}

} // namespace

bool has_zip_mode(const ZipCentralHeader& header) {
  return system_of(header) == k_unix && unix_mode(header) != 0;
}

EntryType zip_entry_type(const ZipCentralHeader& header) {
  expect_known_system(header);
  const bool slash = header.name.ends_with('/');
  const EntryType type = type_of_mode(header);
  const bool folder = type == EntryType::directory || (header.external & k_dos_folder) != 0;
  if ((header.external & k_volume_label) != 0) ambiguous("is marked as a volume label");
  if (folder && !slash) ambiguous("is marked as a folder, its name is that of a file");
  if (slash && type != EntryType::directory && type != EntryType::unknown) {
    ambiguous("has the name of a folder and the mode of something else");
  }
  if (slash) return EntryType::directory;
  return type == EntryType::unknown ? EntryType::file : type;
}

void expect_sound_zip_entry(const ZipCentralHeader& central, const ZipHeader& local,
                            EntryType type) {
  expect_not_encrypted(central);
  expect_not_encrypted(local);
  expect_known_form(central);
  expect_same_headers(central, local);
  expect_one_reading_of_name(central);
  expect_sound_content(central, type);
}

} // namespace package_audit::formats::zip
