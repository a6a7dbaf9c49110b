#include "readings/libarchive_reading.hpp"

#include "base/digest.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>

#include <algorithm>
#include <locale.h>
#include <memory>
#include <optional>
#include <span>

namespace package_audit::readings {

namespace {

using Handle = std::unique_ptr<archive, int (*)(archive*)>;

// The text of what libarchive complained about.
struct Complaint {
  std::string text;
};

// Names outside ASCII are lost in the locale "C".
class Utf8Locale {
public:
  Utf8Locale() : previous_(::uselocale(utf8())) {}
  ~Utf8Locale() { ::uselocale(previous_); }
  Utf8Locale(const Utf8Locale&) = delete;
  Utf8Locale& operator=(const Utf8Locale&) = delete;

private:
  static locale_t utf8() {
    static const locale_t locale = ::newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
    return locale;
  }
  locale_t previous_;
};

void expect_ok(archive* handle, int result) {
  if (result == ARCHIVE_OK) return;
  const char* const text = archive_error_string(handle);
  throw Complaint{fmt::format("{} (code {})", text == nullptr ? "no text" : text, result)};
}

void enable(archive* handle, formats::compression::Compression compression) {
  switch (compression) {
  case formats::compression::Compression::gzip:
    archive_read_support_filter_gzip(handle);
    break;
  case formats::compression::Compression::xz:
    archive_read_support_filter_xz(handle);
    break;
  case formats::compression::Compression::bzip2:
    archive_read_support_filter_bzip2(handle);
    break;
  case formats::compression::Compression::zstd:
    archive_read_support_filter_zstd(handle);
    break;
  case formats::compression::Compression::compress:
    archive_read_support_filter_compress(handle);
    break;
  case formats::compression::Compression::none:
    break;
  }
}

void enable_rpm(archive* handle) {
  archive_read_support_filter_rpm(handle);
  for (const formats::compression::Compression compression :
       {formats::compression::Compression::gzip, formats::compression::Compression::xz,
        formats::compression::Compression::bzip2, formats::compression::Compression::zstd}) {
    enable(handle, compression);
  }
  archive_read_support_format_cpio(handle);
}

formats::compression::Compression compression_of(Format format) {
  switch (format) {
  case Format::tar_gz:
    return formats::compression::Compression::gzip;
  case Format::tar_xz:
    return formats::compression::Compression::xz;
  case Format::tar_bz2:
    return formats::compression::Compression::bzip2;
  case Format::tar_zst:
    return formats::compression::Compression::zstd;
  case Format::tar_z:
    return formats::compression::Compression::compress;
  default:
    return formats::compression::Compression::none;
  }
}

void enable(archive* handle, Format format) {
  if (format == Format::zip) {
    archive_read_support_format_zip(handle);
  } else if (format == Format::seven_zip) {
    archive_read_support_format_7zip(handle);
  } else if (format == Format::deb) {
    archive_read_support_format_ar(handle);
  } else if (format == Format::rpm) {
    enable_rpm(handle);
  } else {
    enable(handle, compression_of(format));
    archive_read_support_format_tar(handle);
  }
}

EntryType type_of(archive_entry* header) {
  if (archive_entry_hardlink(header) != nullptr) return EntryType::hardlink;
  switch (archive_entry_filetype(header)) {
  case AE_IFREG:
    return EntryType::file;
  case AE_IFDIR:
    return EntryType::directory;
  case AE_IFLNK:
    return EntryType::symlink;
  case AE_IFCHR:
    return EntryType::character_device;
  case AE_IFBLK:
    return EntryType::block_device;
  case AE_IFIFO:
    return EntryType::fifo;
  case AE_IFSOCK:
    return EntryType::socket;
  default:
    return EntryType::unknown;
  }
}

std::string text(const char* value) {
  return value == nullptr ? "" : value;
}

Entry entry_of(archive_entry* header) {
  Entry entry{.member = text(archive_entry_pathname(header)), .type = type_of(header)};
  entry.mode = static_cast<std::uint32_t>(archive_entry_perm(header)) & 07777U;
  entry.uid = static_cast<std::uint64_t>(archive_entry_uid(header));
  entry.gid = static_cast<std::uint64_t>(archive_entry_gid(header));
  entry.user = text(archive_entry_uname(header));
  entry.group = text(archive_entry_gname(header));
  entry.mtime = archive_entry_mtime(header);
  if (entry.type == EntryType::symlink) entry.link_target = text(archive_entry_symlink(header));
  if (entry.type == EntryType::hardlink) entry.link_target = text(archive_entry_hardlink(header));
  return entry;
}

// Reads the current entry's data; holes count as the zeros that they are. `keep` gets the bytes.
void read_data(archive* handle, Entry& entry, std::string* keep) {
  base::Sha256Hasher hasher;
  const std::string zeros(65536, '\0');
  while (true) {
    const void* block = nullptr;
    std::size_t size = 0;
    la_int64_t offset = 0;
    const int result = archive_read_data_block(handle, &block, &size, &offset);
    if (result == ARCHIVE_EOF) break;
    expect_ok(handle, result);
    while (entry.size < static_cast<std::uint64_t>(offset)) {
      const std::size_t hole = static_cast<std::size_t>(
          std::min<std::uint64_t>(zeros.size(), static_cast<std::uint64_t>(offset) - entry.size));
      hasher.update(std::as_bytes(std::span(zeros).first(hole)));
      entry.size += hole;
    }
    hasher.update(std::span(static_cast<const std::byte*>(block), size));
    entry.size += size;
    if (keep != nullptr) keep->append(static_cast<const char*>(block), size);
  }
  if (entry.type == EntryType::file || entry.size > 0) entry.sha256 = hasher.finish();
}

// `contents`, when asked for, gets the bytes of each entry.
Reading read(std::string_view bytes, Format format, std::vector<std::string>* contents = nullptr) {
  const Utf8Locale locale;
  Reading reading;
  const Handle handle(archive_read_new(), archive_read_free);
  try {
    enable(handle.get(), format);
    expect_ok(handle.get(), archive_read_open_memory(handle.get(), bytes.data(), bytes.size()));
    archive_entry* header = nullptr;
    while (true) {
      const int result = archive_read_next_header(handle.get(), &header);
      if (result == ARCHIVE_EOF) break;
      expect_ok(handle.get(), result);
      reading.entries.push_back(entry_of(header));
      if (contents != nullptr) contents->emplace_back();
      read_data(handle.get(), reading.entries.back(),
                contents == nullptr ? nullptr : &contents->back());
    }
    expect_ok(handle.get(), archive_read_close(handle.get()));
    reading.accepted = true;
  } catch (Complaint& complaint) {
    reading.complaint = std::move(complaint.text);
  }
  return reading;
}

Format tar_of(std::string_view name) {
  if (name.ends_with(".gz")) return Format::tar_gz;
  if (name.ends_with(".xz")) return Format::tar_xz;
  if (name.ends_with(".bz2")) return Format::tar_bz2;
  if (name.ends_with(".zst")) return Format::tar_zst;
  return Format::tar;
}

Reading read_deb(std::string_view bytes) {
  std::vector<std::string> contents;
  const Reading outer = read(bytes, Format::deb, &contents);
  if (!outer.accepted || outer.entries.size() != 3) return {.complaint = outer.complaint};
  Reading both{.accepted = true};
  for (std::size_t i = 1; i < 3; ++i) {
    const std::string& name = outer.entries[i].member;
    const Reading inner = read(contents[i], tar_of(name));
    if (!inner.accepted) return {.complaint = inner.complaint};
    for (Entry entry : inner.entries) {
      if (i == 1) entry.member = fmt::format("{}!/{}", name, entry.member);
      if (i == 1) entry.section = Section::metadata;
      both.entries.push_back(std::move(entry));
    }
  }
  return both;
}

Reading read_stgz(std::string_view bytes) {
  const std::size_t payload = bytes.find("\n\x1F\x8B\x08");
  if (payload == std::string_view::npos) return {.complaint = "no payload"};
  return read(bytes.substr(payload + 1), Format::tar_gz);
}

} // namespace

Reading read_with_libarchive(std::string_view bytes, Format format) {
  return read(bytes, format);
}

Reading read_inner_with_libarchive(std::string_view bytes, Format format) {
  if (format == Format::deb) return read_deb(bytes);
  if (format == Format::stgz) return read_stgz(bytes);
  return read(bytes, format);
}

bool unpack_with_libarchive(std::string_view bytes, formats::compression::Compression compression,
                            std::string& plain) {
  const Handle handle(archive_read_new(), archive_read_free);
  try {
    enable(handle.get(), compression);
    archive_read_support_format_raw(handle.get());
    expect_ok(handle.get(), archive_read_open_memory(handle.get(), bytes.data(), bytes.size()));
    archive_entry* header = nullptr;
    expect_ok(handle.get(), archive_read_next_header(handle.get(), &header));
    Entry entry;
    read_data(handle.get(), entry, &plain);
    expect_ok(handle.get(), archive_read_close(handle.get()));
    return true;
  } catch (const Complaint&) {
    return false;
  }
}

} // namespace package_audit::readings
