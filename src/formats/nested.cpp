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
#include "formats/zip/end_record.hpp"

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

// Containers without a reader here. A policy has to allow each.
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

const Magic* find_unreadable(std::string_view head) {
  const auto found =
      std::find_if(k_unreadable.begin(), k_unreadable.end(),
                   [&](const Magic& magic) { return head.starts_with(magic.bytes); });
  return found == k_unreadable.end() ? nullptr : &*found;
}

// A file of zeros is no empty tar.
bool is_tar_member(std::string_view head) {
  return tar::begins_tar(head) && head.front() != '\0';
}

bool is_bare_script(base::ByteSource& source) {
  const auto script = stgz::parse_script(base::read_head(source, stgz::k_max_script_size));
  return script && script->size >= source.size();
}

// The name of a compressed file after decompression: "acme.1" for "acme.1.gz".
std::string_view uncompressed_name(std::string_view file_name) {
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
  const std::string_view expected = uncompressed_name(file_name);
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
  return begins_package(head) || head.starts_with(k_cpio) || find_unreadable(head) != nullptr;
}

bool ends_with_zip(base::ByteSource& source) {
  return zip::has_end_record(base::read_tail(source, zip::k_max_end_size), source.size());
}

void read_nested(base::ByteSource& source, std::string_view name, const ReadContext& context,
                 EntryVisitor& visitor) {
  const Limits& limits = context.limits;
  const std::string head = base::read_head(source, k_archive_head);
  if (const Magic* const magic = find_unreadable(head)) {
    throw ReadFault(AnomalyKind::unknown_format,
                    fmt::format("is {}, which cannot be looked into", magic->name));
  }
  const compression::Compression compression = compression::detect(base::as_bytes(head));
  if (compression != compression::Compression::none &&
      !is_tar_member(tar::uncompressed_head(source, compression))) {
    read_compressed_file(source, compression, name, context, visitor);
    return;
  }
  const FormatReader* const reader = recognize_format(source);
  if (reader == nullptr && ar::recognize(source)) {
    ar::read_static_library(source, limits, visitor);
    return;
  }
  if (reader == nullptr && head.starts_with(k_cpio)) {
    base::RangeStream stream(source, 0, source.size());
    cpio::read_stream(stream, limits, visitor);
    return;
  }
  // Any other script than that of an STGZ package is an ordinary file.
  if (reader == nullptr && head.starts_with(k_script_start)) {
    if (ends_with_zip(source)) ambiguous(k_hidden_zip);
    return;
  }
  // So is the script of an STGZ package without a payload.
  if (reader != nullptr && reader->format == Format::stgz && is_bare_script(source)) return;
  if (reader == nullptr) damaged("begins like an archive, but is none");
  PackageNotes notes;
  reader->read(source, context, visitor, notes);
}

} // namespace package_audit::formats
