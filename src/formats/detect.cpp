#include "formats/detect.hpp"

#include "formats/readers.hpp"
#include "formats/tar/reader.hpp"

#include <algorithm>
#include <array>

namespace package_audit::formats {

namespace {

using namespace std::string_view_literals;
using compression::Compression;

bool begins_gzip(std::string_view head) {
  return head.starts_with("\x1F\x8B\x08");
}

bool begins_xz(std::string_view head) {
  return head.starts_with("\xFD\x37zXZ\0"sv);
}

// "BZh", the size of blocks, then the magic of the first block or of the end of an empty stream.
bool begins_bzip2(std::string_view head) {
  return head.size() >= 10 && head.starts_with("BZh") && head[3] >= '1' && head[3] <= '9' &&
         (head.substr(4, 6) == "1AY&SY" || head.substr(4, 6) == "\x17\x72\x45\x38\x50\x90");
}

bool begins_zstd(std::string_view head) {
  return head.starts_with("\x28\xB5\x2F\xFD");
}

// compress(1): no reserved bit, and a code width that exists.
bool begins_compress(std::string_view head) {
  if (head.size() < 4 || !head.starts_with("\x1F\x9D")) return false;
  const auto flags = static_cast<unsigned char>(head[2]);
  return (flags & 0x60U) == 0 && (flags & 0x1FU) >= 9 && (flags & 0x1FU) <= 16;
}

// A file of zeros is no empty tar.
bool begins_plain_tar(std::string_view head) {
  return tar::begins_tar(head) && head.front() != '\0';
}

bool begins_zip(std::string_view head) {
  return head.starts_with("PK\x03\x04") || head.starts_with("PK\x05\x06");
}

bool begins_seven_zip(std::string_view head) {
  return head.starts_with("7z\xBC\xAF\x27\x1C");
}

bool begins_script(std::string_view head) {
  return head.starts_with("#!/bin/sh\n");
}

// .deb and static libraries.
bool begins_ar(std::string_view head) {
  return head.starts_with("!<arch>\n");
}

bool begins_rpm(std::string_view head) {
  return head.starts_with("\xED\xAB\xEE\xDB");
}

template <Compression compression>
bool is_tar(base::ByteSource& source) {
  return tar::recognize(source, compression);
}

// A new format is a row here, in src/model/format.cpp, and a folder beside the others.
constexpr std::array k_readers{
    FormatReader{Format::tar_gz, begins_gzip, is_tar<Compression::gzip>, tar::read_package},
    FormatReader{Format::tar_xz, begins_xz, is_tar<Compression::xz>, tar::read_package},
    FormatReader{Format::tar_bz2, begins_bzip2, is_tar<Compression::bzip2>, tar::read_package},
    FormatReader{Format::tar_zst, begins_zstd, is_tar<Compression::zstd>, tar::read_package},
    FormatReader{Format::tar_z, begins_compress, is_tar<Compression::compress>, tar::read_package},
    FormatReader{Format::tar, begins_plain_tar, is_tar<Compression::none>, tar::read_package},
    FormatReader{Format::zip, begins_zip, zip::recognize, zip::read_package},
    FormatReader{Format::seven_zip, begins_seven_zip, seven_zip::recognize,
                 seven_zip::read_package},
    FormatReader{Format::stgz, begins_script, stgz::recognize, stgz::read_package},
    FormatReader{Format::deb, begins_ar, deb::recognize, deb::read_package},
    FormatReader{Format::rpm, begins_rpm, rpm::recognize, rpm::read_package},
};

constexpr bool has_one_row(Format format) {
  return std::count_if(k_readers.begin(), k_readers.end(),
                       [&](const FormatReader& row) { return row.format == format; }) == 1;
}

constexpr bool has_every_format() {
  for (int i = static_cast<int>(Format::unknown) + 1; i < static_cast<int>(Format::directory);
       ++i) {
    if (!has_one_row(static_cast<Format>(i))) return false;
  }
  return true;
}
static_assert(has_every_format());

} // namespace

const FormatReader* recognize_format(base::ByteSource& source) {
  const auto reader = std::find_if(k_readers.begin(), k_readers.end(),
                                   [&](const FormatReader& row) { return row.recognize(source); });
  return reader == k_readers.end() ? nullptr : &*reader;
}

bool begins_package(std::string_view head) {
  return std::any_of(k_readers.begin(), k_readers.end(),
                     [&](const FormatReader& row) { return row.begins(head); });
}

} // namespace package_audit::formats
