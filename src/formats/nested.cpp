#include "formats/nested.hpp"

#include "base/head.hpp"
#include "base/path.hpp"
#include "formats/ar/reader.hpp"
#include "formats/compression/decode.hpp"
#include "formats/cpio/reader.hpp"
#include "formats/detect.hpp"
#include "formats/fault.hpp"
#include "formats/stgz/script.hpp"
#include "formats/tar/reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace package_audit::formats {

using namespace std::string_view_literals;

namespace {

constexpr std::string_view k_script_start = "#!/bin/sh\n";
constexpr std::string_view k_cpio = "070701";

struct Magic {
  std::string_view bytes;
  std::string_view name;
};

// What a reader of ours opens, with as many bytes as it takes not to mistake text for it.
constexpr std::array k_readable{
    Magic{"\x1F\x8B\x08"sv, "gzip data"},
    Magic{"\xFD"
          "7zXZ\0"sv,
          "xz data"},
    Magic{"\x28\xB5\x2F\xFD"sv, "zstd data"},
    Magic{"PK\x03\x04"sv, "a zip archive"},
    Magic{"PK\x05\x06"sv, "a zip archive"},
    Magic{"7z\xBC\xAF\x27\x1C"sv, "a 7z archive"},
    Magic{"\xED\xAB\xEE\xDB"sv, "an RPM package"},
    Magic{"!<arch>\n"sv, "an ar archive"},
    Magic{k_cpio, "a cpio archive"},
};

// What none of them opens. Whoever ships one has to say that it is meant.
constexpr std::array k_unreadable{
    Magic{"Rar!\x1A\x07"sv, "a RAR archive"},
    Magic{"MSCF\0\0\0\0"sv, "a cabinet file"},
    Magic{"xar!\0"sv, "a xar archive"},
    Magic{"hsqs"sv, "a squashfs image"},
    Magic{"LZIP\x01"sv, "lzip data"},
    Magic{"\x04\x22\x4D\x18"sv, "lz4 data"},
    Magic{"\x89LZO\0\r\n\x1A\n"sv, "lzop data"},
    Magic{"!<thin>\n"sv, "a thin static library"},
    Magic{"070702"sv, "a cpio archive with checksums"},
    Magic{"070707"sv, "an old cpio archive"},
};

template <std::size_t N>
const Magic* find_magic(const std::array<Magic, N>& known, std::string_view head) {
  const auto found = std::find_if(known.begin(), known.end(), [&](const Magic& magic) {
    return head.starts_with(magic.bytes);
  });
  return found == known.end() ? nullptr : &*found;
}

// "BZh", the block size, then the first block's magic or that of an empty stream's end.
bool is_bzip2(std::string_view head) {
  return head.size() >= 10 && head.starts_with("BZh") && head[3] >= '1' && head[3] <= '9' &&
         (head.substr(4, 6) == "1AY&SY" || head.substr(4, 6) == "\x17\x72\x45\x38\x50\x90");
}

// compress(1): no reserved bit, and a code width that exists.
bool is_compress(std::string_view head) {
  if (head.size() < 4 || !head.starts_with("\x1F\x9D")) return false;
  const auto flags = static_cast<unsigned char>(head[2]);
  return (flags & 0x60U) == 0 && (flags & 0x1FU) >= 9 && (flags & 0x1FU) <= 16;
}

// A file of zeros is no empty tar.
bool is_tar_member(std::string_view head) {
  return tar::begins_tar(head) && head.front() != '\0';
}

// Numbers in a zip are little-endian.
std::uint32_t number_16(std::string_view bytes, std::size_t at) {
  const auto low = static_cast<unsigned char>(bytes[at]);
  return low + 256U * static_cast<unsigned char>(bytes[at + 1]);
}
std::uint64_t number_32(std::string_view bytes, std::size_t at) {
  return number_16(bytes, at) + (std::uint64_t{number_16(bytes, at + 2)} << 16U);
}

// An end record (APPNOTE.TXT 6.3.10, 4.3.16) whose numbers make sense; `before` is how many bytes
// stand in front of it.
bool is_end_record(std::string_view record, std::uint64_t before) {
  constexpr std::size_t k_size = 22;
  constexpr std::uint64_t k_directory_entry = 46;
  if (record.size() < k_size) return false;
  const std::uint32_t entries = number_16(record, 10);
  const std::uint64_t directory_size = number_32(record, 12);
  const std::uint64_t directory_begin = number_32(record, 16);
  const bool one_disk = number_32(record, 4) == 0 && number_16(record, 8) == entries;
  return one_disk && entries > 0 && directory_size >= entries * k_directory_entry &&
         directory_begin + directory_size <= before &&
         number_16(record, 20) <= record.size() - k_size;
}

bool is_bare_script(base::ByteSource& source) {
  const auto script = stgz::parse_script(base::read_head(source, stgz::k_max_script_size));
  return script && script->size >= source.size();
}

// What a compressed file is called when it is unpacked: "acme.1" for "acme.1.gz".
std::string_view plain_name(std::string_view file_name) {
  for (const std::string_view ending : {".gz"sv, ".xz"sv, ".bz2"sv, ".zst"sv, ".Z"sv}) {
    if (base::ends_with_ignoring_case(file_name, ending)) {
      file_name.remove_suffix(ending.size());
      break;
    }
  }
  return file_name.empty() ? "content"sv : file_name;
}

void read_compressed_file(base::ByteSource& source, compression::Compression compression,
                          std::string_view file_name, const ReadContext& context,
                          EntryVisitor& visitor) {
  base::RangeStream input(source, 0, source.size());
  PackageNotes unneeded;
  const std::unique_ptr<base::ByteStream> plain =
      compression::decode(compression, input, context, unneeded, compression::StoredName::accepted);
  const std::string_view expected = plain_name(file_name);
  std::string name;
  if (compression == compression::Compression::gzip)
    name = compression::stored_gzip_name(source, context.limits);
  if (name.empty()) name = expected;
  const bool implicitly_allowed = name == expected;
  visitor.begin({.member = std::move(name),
                 .type = EntryType::file,
                 .implicitly_allowed = implicitly_allowed});
  for (auto block = plain->next(); !block.empty(); block = plain->next())
    visitor.data(block);
  visitor.end();
}

} // namespace

bool begins_archive(std::string_view head) {
  return find_magic(k_readable, head) != nullptr || find_magic(k_unreadable, head) != nullptr ||
         is_bzip2(head) || is_compress(head) || is_tar_member(head) ||
         head.starts_with(k_script_start);
}

// Its last two bytes are in no text.
std::size_t find_zip_end(std::string_view bytes, std::size_t from) {
  constexpr std::string_view k_first = "PK";
  constexpr std::string_view k_last = "\x05\x06";
  for (std::size_t at = bytes.find(k_last, from + k_first.size()); at != std::string_view::npos;
       at = bytes.find(k_last, at + 1)) {
    const std::size_t begin = at - k_first.size();
    if (bytes.substr(begin).starts_with(k_first)) return begin;
  }
  return std::string_view::npos;
}

bool ends_with_zip(std::string_view tail, std::uint64_t size) {
  tail = tail.substr(tail.size() - std::min(tail.size(), k_archive_tail));
  for (std::size_t at = find_zip_end(tail); at != std::string_view::npos;
       at = find_zip_end(tail, at + 1)) {
    if (is_end_record(tail.substr(at), size - tail.size() + at)) return true;
  }
  return false;
}

bool ends_with_zip(base::ByteSource& source) {
  return ends_with_zip(base::read_tail(source, k_archive_tail), source.size());
}

void read_nested(base::ByteSource& source, std::string_view name, const ReadContext& context,
                 EntryVisitor& visitor) {
  const Limits& limits = context.limits;
  const std::string head = base::read_head(source, k_archive_head);
  if (const Magic* const magic = find_magic(k_unreadable, head)) {
    throw ReadFault(AnomalyKind::unknown_format,
                    fmt::format("is {}, which cannot be looked into", magic->name));
  }
  const compression::Compression compression = compression::detect(base::as_bytes(head));
  if (compression != compression::Compression::none &&
      !is_tar_member(tar::uncompressed_head(source, compression))) {
    read_compressed_file(source, compression, name, context, visitor);
    return;
  }
  const FormatReader* const reader = recognise_format(source);
  if (reader == nullptr && ar::recognize(source)) {
    ar::read_static_library(source, limits, visitor);
    return;
  }
  if (reader == nullptr && head.starts_with(k_cpio)) {
    base::RangeStream stream(source, 0, source.size());
    cpio::read_stream(stream, limits, visitor);
    return;
  }
  // A script that is no package of CPack's is a file like any other.
  if (reader == nullptr && head.starts_with(k_script_start)) {
    if (ends_with_zip(source)) throw ReadFault(AnomalyKind::ambiguous, k_hidden_zip);
    return;
  }
  // Nor is the script alone that CPack puts in front of one.
  if (reader != nullptr && reader->format == Format::stgz && is_bare_script(source)) return;
  if (reader == nullptr)
    throw ReadFault(AnomalyKind::damaged, "begins like an archive, but is none");
  PackageNotes notes;
  reader->read(source, context, visitor, notes);
}

} // namespace package_audit::formats
