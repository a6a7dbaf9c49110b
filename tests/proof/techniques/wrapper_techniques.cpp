// Bytes that a compressed stream can carry in addition to its tar.

#include "support/archive_builder.hpp"
#include "technique.hpp"

#include <zlib.h>

#include <array>

namespace package_audit::proof {

namespace {

using namespace std::literals;
using namespace support;

constexpr std::string_view k_gz = "acme-1.0.tar.gz";
constexpr std::string_view k_xz = "acme-1.0.tar.xz";
constexpr std::string_view k_bz2 = "acme-1.0.tar.bz2";
constexpr std::string_view k_zst = "acme-1.0.tar.zst";
constexpr std::string_view k_z = "acme-1.0.tar.Z";

template <formats::compression::Compression Kind>
std::string packed() {
  return compress(Kind, sound_tar());
}

template <formats::compression::Compression Kind>
std::string cut() {
  const std::string bytes = packed<Kind>();
  return bytes.substr(0, bytes.size() - 5);
}

template <formats::compression::Compression Kind>
std::string with_text_behind() {
  return packed<Kind>() + "secret";
}

template <formats::compression::Compression Kind>
std::string with_second_stream() {
  return packed<Kind>() + compress(Kind, make_tar({{.name = "src/secret.c", .content = "text"}}));
}

// gzip with a flag in its header and the field that belongs to it.
std::string gzip_with(char flag, std::string_view field) {
  std::string bytes = packed<formats::compression::Compression::gzip>();
  bytes[3] = flag;
  return bytes.insert(10, field);
}

// One of the eight last bytes of a gzip stream: the checksum, then the length.
std::string gzip_with_wrong(std::size_t from_end) {
  std::string bytes = packed<formats::compression::Compression::gzip>();
  char& byte = bytes[bytes.size() - from_end];
  byte = static_cast<char>(byte ^ 1);
  return bytes;
}

// The header's checksum, and what is wrong with it.
std::string gzip_with_header_checksum(unsigned error) {
  std::string bytes = packed<formats::compression::Compression::gzip>();
  bytes[3] = 2;
  const auto crc =
      static_cast<unsigned>(::crc32_z(0, reinterpret_cast<const Bytef*>(bytes.data()), 10) ^ error);
  const std::string field{static_cast<char>(crc & 0xFFU), static_cast<char>(crc >> 8U & 0xFFU)};
  return bytes.insert(10, field);
}

// A frame of zstd or lz4 that all readers pass over.
std::string skippable() {
  return "\x50\x2A\x4D\x18\x06\0\0\0secret"s;
}

std::string gzip_times(int count) {
  std::string bytes = sound_tar();
  for (int i = 0; i < count; ++i)
    bytes = compress(formats::compression::Compression::gzip, bytes);
  return bytes;
}

// One frame of lz4 with one block that is not packed; without checksums.
std::string lz4(const std::string& plain) {
  std::string bytes = "\x04\x22\x4D\x18\x60\x70\x73"s;
  for (const unsigned shift : {0U, 8U, 16U, 24U})
    bytes += static_cast<char>((plain.size() | 0x80000000U) >> shift & 0xFFU);
  return bytes + plain + "\0\0\0\0"s;
}

constexpr std::array k_gzip{
    sound("gz-sound", "nothing", k_gz, packed<formats::compression::Compression::gzip>),
    broken("gz-checksum", "a wrong checksum", k_gz, [] { return gzip_with_wrong(8); }),
    broken("gz-length", "a wrong length", k_gz, [] { return gzip_with_wrong(1); }),
    broken("gz-cut", "cut off in the checksum", k_gz, cut<formats::compression::Compression::gzip>),
    ambiguous("gz-header-checksum", "a checksum of the header", k_gz,
              [] { return gzip_with_header_checksum(0); }),
    ambiguous("gz-wrong-header-checksum", "a wrong checksum of the header", k_gz,
              [] { return gzip_with_header_checksum(1); }),
    ambiguous("gz-second-stream", "a second stream", k_gz,
              with_second_stream<formats::compression::Compression::gzip>),
    ambiguous("gz-zeros-stream", "a second stream behind zeros", k_gz,
              [] {
                return packed<formats::compression::Compression::gzip>() + std::string(512, '\0') +
                       packed<formats::compression::Compression::gzip>();
              }),
    ambiguous("gz-text-behind", "text behind the stream", k_gz,
              with_text_behind<formats::compression::Compression::gzip>),
    ambiguous(
        "gz-zeros-behind", "zeros behind the stream", k_gz,
        [] { return packed<formats::compression::Compression::gzip>() + std::string(512, '\0'); }),
    ambiguous("gz-name", "the name of another file in the header", k_gz,
              [] { return gzip_with(8, "src/secret.c\0"sv); }),
    ambiguous("gz-comment", "text in the header's comment", k_gz,
              [] { return gzip_with(16, "secret\0"sv); }),
    ambiguous("gz-extra", "text in the header's extra field", k_gz,
              [] { return gzip_with(4, "\x06\0secret"sv); }),
    ambiguous("gz-text-flag", "the mark of a text", k_gz, [] { return gzip_with(1, ""); }),
};

constexpr std::array k_others{
    sound("xz-sound", "nothing", k_xz, packed<formats::compression::Compression::xz>),
    sound("bz2-sound", "nothing", k_bz2, packed<formats::compression::Compression::bzip2>),
    sound("zst-sound", "nothing", k_zst, packed<formats::compression::Compression::zstd>),
    reported("missing-checksum", "xz-no-check", "a stream without a check", k_xz,
             [] { return compress_unchecked(formats::compression::Compression::xz, sound_tar()); }),
    reported(
        "missing-checksum", "zst-no-checksum", "a frame without a checksum", k_zst,
        [] { return compress_unchecked(formats::compression::Compression::zstd, sound_tar()); }),
    reported("missing-checksum", "z-no-checksum", "a form that has no checksum", k_z,
             packed<formats::compression::Compression::compress>),
    broken("xz-cut", "cut off", k_xz, cut<formats::compression::Compression::xz>),
    broken("bz2-cut", "cut off", k_bz2, cut<formats::compression::Compression::bzip2>),
    broken("zst-cut", "cut off", k_zst, cut<formats::compression::Compression::zstd>),
    broken("z-cut", "cut off", k_z,
           [] {
             const std::string bytes = packed<formats::compression::Compression::compress>();
             return bytes.substr(0, bytes.size() / 2);
           }),
    ambiguous("xz-text-behind", "text behind the stream", k_xz,
              with_text_behind<formats::compression::Compression::xz>),
    ambiguous("bz2-text-behind", "text behind the stream", k_bz2,
              with_text_behind<formats::compression::Compression::bzip2>),
    ambiguous("zst-text-behind", "text behind the frame", k_zst,
              with_text_behind<formats::compression::Compression::zstd>),
    ambiguous("xz-second-stream", "a second stream", k_xz,
              with_second_stream<formats::compression::Compression::xz>),
    ambiguous("bz2-second-stream", "a second stream", k_bz2,
              with_second_stream<formats::compression::Compression::bzip2>),
    ambiguous("zst-second-frame", "a second frame", k_zst,
              with_second_stream<formats::compression::Compression::zstd>),
    broken("zst-skippable-first", "a frame to be passed over in front", k_zst,
           [] { return skippable() + packed<formats::compression::Compression::zstd>(); }),
    ambiguous("zst-skippable-middle", "a frame to be passed over between two", k_zst,
              [] {
                return packed<formats::compression::Compression::zstd>() + skippable() +
                       packed<formats::compression::Compression::zstd>();
              }),
    ambiguous("zst-skippable-last", "a frame to be passed over behind", k_zst,
              [] { return packed<formats::compression::Compression::zstd>() + skippable(); }),
    broken("lz4", "a compression that no generator of packages uses", "acme-1.0.tar.lz4",
           [] { return lz4(sound_tar()); }),
    broken("lz4-second-frame", "a second frame of lz4", "acme-1.0.tar.lz4",
           [] { return lz4(sound_tar()) + lz4(sound_tar()); }),
    broken("lz4-skippable", "a frame of lz4 to be passed over", "acme-1.0.tar.lz4",
           [] { return skippable() + lz4(sound_tar()); }),
    broken("lz4-text-behind", "text behind the frame of lz4", "acme-1.0.tar.lz4",
           [] { return lz4(sound_tar()) + "secret"; }),
    broken("gz-gz", "a stream in a stream", k_gz, [] { return gzip_times(2); }),
    broken("xz-gz", "a stream of gzip in one of xz", k_xz,
           [] { return compress(formats::compression::Compression::xz, gzip_times(1)); }),
    broken("gz-24", "twenty-four streams one in the other", k_gz, [] { return gzip_times(24); }),
    broken("gz-25", "twenty-five streams one in the other", k_gz, [] { return gzip_times(25); }),
    broken("uuencoded", "a package as text within text", k_gz,
           [] { return "Hello,\n\nbegin 644 acme.tar\n#:&D*\n`\nend\n"s; }),
    ambiguous("other-ending", "a tar.gz that is called a zip", "acme-1.0.zip",
              packed<formats::compression::Compression::gzip>),
    ambiguous("other-compression", "a tar.xz that is called a tar.gz", k_gz,
              packed<formats::compression::Compression::xz>),
    ambiguous("plain-tar", "a tar that is called a tar.gz", k_gz, [] { return sound_tar(); }),
};

constexpr auto k_techniques = joined(k_gzip, k_others);

} // namespace

std::span<const Technique> wrapper_techniques() {
  return k_techniques;
}

} // namespace package_audit::proof
