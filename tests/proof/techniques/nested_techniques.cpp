// Archives within a package, under a name that the policy lets in.

#include "support/archive_builder.hpp"
#include "support/cpio_recipe.hpp"
#include "support/seven_zip_recipe.hpp"
#include "support/tar_recipe.hpp"
#include "support/zip_recipe.hpp"
#include "technique.hpp"

#include <array>

namespace package_audit::proof {

namespace {

using namespace std::literals;
using namespace support;

constexpr std::string_view k_tgz = "acme-1.0.tar.gz";

// A package that is sound but for the readme's content.
std::string holding(std::string content) {
  return compress(
      formats::compression::Compression::gzip,
      tar_with(tar_member({.name = std::string(k_readme), .content = std::move(content)})));
}

std::string secret_zip() {
  return make_zip({.entries = {zip_file("src/secret.c", "int main;")}});
}

std::string secret_tar() {
  return make_tar({{.name = "src/secret.c", .content = "int main;"}});
}

std::string encrypted_zip() {
  ZipEntry entry = zip_file("src/secret.c", "int main;");
  change_both(entry, [](auto& header) { header.flags |= 1; });
  return make_zip({.entries = {entry}});
}

template <formats::compression::Compression Kind>
std::string holding_tarball() {
  return holding(compress(Kind, secret_tar()));
}

// `levels` tarballs, one in the other.
std::string nested(int levels) {
  std::string bytes = "text";
  for (int level = 0; level < levels; ++level) {
    bytes = compress(formats::compression::Compression::gzip,
                     make_tar({{.name = std::string(k_readme), .content = std::move(bytes)}}));
  }
  return bytes;
}

std::string zips_in_each_other(int levels) {
  std::string bytes = "text";
  for (int level = 0; level < levels; ++level)
    bytes = make_zip({.entries = {stored_file(std::string(k_readme), bytes)}});
  return bytes;
}

// A file whose gzip header gives it another name.
std::string gzip_named(std::string_view name) {
  std::string bytes = compress(formats::compression::Compression::gzip, "int main;");
  bytes[3] = 8;
  return bytes.insert(10, std::string(name) + '\0');
}

constexpr std::string_view k_opaque_declared = R"({
  "version": 1,
  "allow": [
    "bin/acme",
    { "path": "share/acme/readme", "archive": "opaque", "reason": "encrypted for the device" }
  ]
})";
constexpr std::string_view k_other_format = "an archive of a format that nobody here opens";

constexpr std::array k_opened{
    sound(
        "nested-gz", "a file that is compressed", k_tgz,
        [] { return holding(compress(formats::compression::Compression::gzip, "how to use it")); }),
    unlisted("nested-gz-name", "a compressed file that is called otherwise within", k_tgz,
             [] { return holding(gzip_named("secret.c")); }),
    unlisted("nested-zip", "a zip, jar, wheel or nupkg", k_tgz,
             [] { return holding(secret_zip()); }),
    unlisted("nested-tar", "a tar", k_tgz, [] { return holding(secret_tar()); }),
    unlisted("nested-tgz", "a tar.gz", k_tgz,
             holding_tarball<formats::compression::Compression::gzip>),
    unlisted("nested-txz", "a tar.xz", k_tgz,
             holding_tarball<formats::compression::Compression::xz>),
    unlisted("nested-tbz2", "a tar.bz2", k_tgz,
             holding_tarball<formats::compression::Compression::bzip2>),
    unlisted("nested-tzst", "a tar.zst", k_tgz,
             holding_tarball<formats::compression::Compression::zstd>),
    unlisted(
        "nested-7z", "a 7z archive", k_tgz,
        [] { return holding(make_seven_zip({.items = {seven_zip_file(u"secret.c", "text")}})); }),
    unlisted("nested-cpio", "a cpio archive", k_tgz,
             [] { return holding(cpio_file("secret.c", "text") + cpio_end()); }),
    unlisted("nested-library", "a static library with a file that is no object", k_tgz,
             [] { return holding(make_ar({{.name = "secret.c/", .content = "text"}})); }),
    unlisted("nested-rpm", "an .rpm", k_tgz,
             [] { return holding(make_rpm({{.name = "./secret.c", .content = "text"}})); }),
    unlisted("nested-twice", "a zip in a zip", k_tgz,
             [] { return holding(make_zip({.entries = {stored_file("inner", secret_zip())}})); }),
    ambiguous("nested-png", "a zip behind a picture", k_tgz,
              [] { return holding("\x89PNG\r\n\x1A\n" + std::string(999, 'x') + secret_zip()); }),
    ambiguous("nested-elf", "a zip in a program, with bytes behind it", k_tgz,
              [] {
                return holding("\x7F"
                               "ELF" +
                               std::string(999, 'x') + secret_zip() + std::string(9999, 'y'));
              }),
    ambiguous("nested-script", "a zip behind a script", k_tgz,
              [] { return holding("#!/bin/sh\nexec unzip \"$0\"\n" + secret_zip()); }),
    ambiguous("nested-two-names", "a zip of which others see other names", k_tgz,
              [] {
                ZipEntry entry = zip_file("share/readme", "text");
                entry.central.name = "src/secret.c";
                return holding(make_zip({.entries = {entry}}));
              }),
    ambiguous("nested-behind-tar", "bytes behind a tar", k_tgz,
              [] { return holding(secret_tar() + secret_zip()); }),
};

constexpr std::array k_closed{
    limit("nested-deep", "fifty archives, one in the other", k_tgz, [] { return nested(50); }),
    limit("nested-over-limit", "an archive more than the limit allows", k_tgz,
          [] { return nested(6); }),
    limit("nested-zip-chain", "seventeen zips, one in the other", "acme-1.0.zip",
          [] { return zips_in_each_other(17); }),
    Technique{.id = "nested-encrypted",
              .trick = "an encrypted zip",
              .required = Required::broken,
              .file = k_tgz,
              .make = [] { return holding(encrypted_zip()); },
              .declaration = k_opaque_declared},
    Technique{.id = "nested-rar",
              .trick = k_other_format,
              .required = Required::broken,
              .file = k_tgz,
              .make = [] { return holding("Rar!\x1A\x07\x01\0"s); },
              .declaration = k_opaque_declared},
    broken("nested-cabinet", k_other_format, k_tgz, [] { return holding("MSCF\0\0\0\0"s); }),
    broken("nested-xar", k_other_format, k_tgz, [] { return holding("xar!\0\x1C"s); }),
    broken("nested-squashfs", k_other_format, k_tgz, [] { return holding("hsqs text"); }),
    broken("nested-lzip", k_other_format, k_tgz, [] { return holding("LZIP\x01 text"); }),
    broken("nested-lz4", k_other_format, k_tgz, [] { return holding("\x04\x22\x4D\x18 text"); }),
    broken("nested-damaged", "an archive that is cut off", k_tgz,
           [] {
             return holding(
                 compress(formats::compression::Compression::gzip, secret_tar()).substr(0, 60));
           }),
    sound("nested-tar-header", "text that looks like a tar header in the midst of a file", k_tgz,
          [] { return holding(std::string(512, 'x') + secret_tar()); }),
    sound("nested-constant", "a program that knows the marks of a zip", k_tgz,
          [] { return holding("code PK\x05\x06" + std::string(18, '\0') + "PK\x01\x02 code"); }),
};

constexpr auto k_techniques = joined(k_opened, k_closed);

} // namespace

std::span<const Technique> nested_techniques() {
  return k_techniques;
}

} // namespace package_audit::proof
