#include "support/archive_builder.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>
#include <lzma.h>
#include <zstd.h>

#include <locale.h>
#include <memory>
#include <stdexcept>

namespace package_audit::support {

namespace {

// libarchive converts names through the thread's locale.
class Utf8Locale {
public:
  Utf8Locale()
      : locale_(::newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr)), previous_(::uselocale(locale_)) {}
  ~Utf8Locale() {
    ::uselocale(previous_);
    ::freelocale(locale_);
  }
  Utf8Locale(const Utf8Locale&) = delete;
  Utf8Locale& operator=(const Utf8Locale&) = delete;

private:
  locale_t locale_;
  locale_t previous_;
};

// An archive being written to memory.
class Writer {
public:
  using Set = int (*)(archive*);

  Writer(Set format, Set filter) : handle_(archive_write_new(), archive_write_free) {
    expect(format(handle_.get()));
    if (filter != nullptr) expect(filter(handle_.get()));
    archive_write_set_bytes_in_last_block(handle_.get(), 1);
    expect(archive_write_open(handle_.get(), &bytes_, nullptr, append, nullptr));
  }

  void add(const Member& member) {
    const std::unique_ptr<archive_entry, void (*)(archive_entry*)> header(archive_entry_new(),
                                                                          archive_entry_free);
    archive_entry_set_pathname(header.get(), member.name.c_str());
    archive_entry_set_perm(header.get(), member.mode);
    archive_entry_set_mtime(header.get(), 1'700'000'000, 0);
    set_type(header.get(), member);
    expect(archive_write_header(handle_.get(), header.get()));
    if (member.content.empty()) return;
    const la_ssize_t written =
        archive_write_data(handle_.get(), member.content.data(), member.content.size());
    if (written != static_cast<la_ssize_t>(member.content.size())) expect(ARCHIVE_FATAL);
  }

  std::string finish() {
    expect(archive_write_close(handle_.get()));
    return std::move(bytes_);
  }

private:
  static la_ssize_t append(archive*, void* bytes, const void* block, std::size_t size) {
    static_cast<std::string*>(bytes)->append(static_cast<const char*>(block), size);
    return static_cast<la_ssize_t>(size);
  }

  static void set_type(archive_entry* header, const Member& member) {
    archive_entry_set_filetype(header, AE_IFREG);
    archive_entry_set_size(header, static_cast<la_int64_t>(member.content.size()));
    switch (member.type) {
    case EntryType::directory:
      archive_entry_set_filetype(header, AE_IFDIR);
      break;
    case EntryType::symlink:
      archive_entry_set_filetype(header, AE_IFLNK);
      archive_entry_set_symlink(header, member.link_target.c_str());
      break;
    case EntryType::hardlink:
      archive_entry_set_hardlink(header, member.link_target.c_str());
      break;
    case EntryType::character_device:
      archive_entry_set_filetype(header, AE_IFCHR);
      break;
    case EntryType::block_device:
      archive_entry_set_filetype(header, AE_IFBLK);
      break;
    case EntryType::fifo:
      archive_entry_set_filetype(header, AE_IFIFO);
      break;
    default:
      break;
    }
  }

  void expect(int result) {
    if (result == ARCHIVE_OK) return;
    const char* const why = archive_error_string(handle_.get());
    throw std::runtime_error(why == nullptr ? "libarchive cannot write this" : why);
  }

  Utf8Locale locale_;
  std::string bytes_;
  std::unique_ptr<archive, int (*)(archive*)> handle_;
};

Writer::Set format_of(Container container) {
  switch (container) {
  case Container::ustar:
    return archive_write_set_format_ustar;
  case Container::pax:
    return archive_write_set_format_pax_restricted;
  case Container::gnu_tar:
    return archive_write_set_format_gnutar;
  case Container::zip:
    return archive_write_set_format_zip;
  case Container::seven_zip:
    return archive_write_set_format_7zip;
  case Container::cpio:
    return archive_write_set_format_cpio_newc;
  }
  throw std::logic_error("no such container");
}

Writer::Set filter_of(formats::compression::Compression compression) {
  switch (compression) {
  case formats::compression::Compression::gzip:
    return archive_write_add_filter_gzip;
  case formats::compression::Compression::xz:
    return archive_write_add_filter_xz;
  case formats::compression::Compression::bzip2:
    return archive_write_add_filter_bzip2;
  case formats::compression::Compression::compress:
    return archive_write_add_filter_compress;
  default:
    throw std::logic_error("no filter for this");
  }
}

std::string compress_zstd(std::string_view plain, bool checksum) {
  const std::unique_ptr<ZSTD_CCtx, std::size_t (*)(ZSTD_CCtx*)> context(ZSTD_createCCtx(),
                                                                        ZSTD_freeCCtx);
  ZSTD_CCtx_setParameter(context.get(), ZSTD_c_checksumFlag, checksum ? 1 : 0);
  std::string bytes(ZSTD_compressBound(plain.size()), '\0');
  bytes.resize(
      ZSTD_compress2(context.get(), bytes.data(), bytes.size(), plain.data(), plain.size()));
  return bytes;
}

std::string compress_unchecked_xz(std::string_view plain) {
  std::string bytes(lzma_stream_buffer_bound(plain.size()), '\0');
  std::size_t size = 0;
  const lzma_ret result =
      lzma_easy_buffer_encode(LZMA_PRESET_DEFAULT, LZMA_CHECK_NONE, nullptr,
                              reinterpret_cast<const std::uint8_t*>(plain.data()), plain.size(),
                              reinterpret_cast<std::uint8_t*>(bytes.data()), &size, bytes.size());
  if (result != LZMA_OK) throw std::runtime_error("liblzma cannot write this");
  bytes.resize(size);
  return bytes;
}

} // namespace

std::string compress_in_blocks(std::string_view plain, std::size_t block_size) {
  lzma_mt options{};
  options.threads = 1;
  options.block_size = block_size;
  options.preset = 1;
  options.check = LZMA_CHECK_CRC64;
  lzma_stream stream = LZMA_STREAM_INIT;
  std::string bytes(2 * plain.size() + 4096, '\0');
  bool is_written = lzma_stream_encoder_mt(&stream, &options) == LZMA_OK;
  stream.next_in = reinterpret_cast<const std::uint8_t*>(plain.data());
  stream.avail_in = plain.size();
  stream.next_out = reinterpret_cast<std::uint8_t*>(bytes.data());
  stream.avail_out = bytes.size();
  is_written = is_written && lzma_code(&stream, LZMA_FINISH) == LZMA_STREAM_END;
  bytes.resize(stream.total_out);
  lzma_end(&stream);
  if (!is_written) throw std::runtime_error("liblzma cannot write this");
  return bytes;
}

std::string compress_unchecked(formats::compression::Compression compression,
                               std::string_view plain) {
  return compression == formats::compression::Compression::xz ? compress_unchecked_xz(plain)
                                                              : compress_zstd(plain, false);
}

std::string make_archive(Container container, const std::vector<Member>& members) {
  Writer writer(format_of(container), nullptr);
  for (const Member& member : members)
    writer.add(member);
  return writer.finish();
}

std::string make_tar(const std::vector<Member>& members) {
  return make_archive(Container::pax, members);
}

std::string compress(formats::compression::Compression compression, std::string_view plain) {
  if (compression == formats::compression::Compression::none) return std::string(plain);
  if (compression == formats::compression::Compression::zstd) return compress_zstd(plain, true);
  Writer writer(archive_write_set_format_raw, filter_of(compression));
  writer.add({.name = "data", .content = std::string(plain)});
  return writer.finish();
}

std::string make_ar(const std::vector<ArMember>& members) {
  std::string bytes = "!<arch>\n";
  for (const ArMember& member : members) {
    bytes +=
        fmt::format("{:<16}{:<12}{:<6}{:<6}{:<8}{:<10}{}", member.name, member.time, member.user,
                    member.group, member.mode,
                    member.size.value_or(std::to_string(member.content.size())), member.header_end);
    bytes += member.content;
    if (member.content.size() % 2 != 0) bytes += member.padding;
  }
  return bytes;
}

} // namespace package_audit::support
