// One file that is two packages: by its first bytes, and by the end that unpackers of zip look for.

#include "support/archive_builder.hpp"
#include "support/deb_builder.hpp"
#include "support/rpm_builder.hpp"
#include "support/seven_zip_recipe.hpp"
#include "support/tar_recipe.hpp"
#include "support/zip_recipe.hpp"
#include "technique.hpp"

#include <array>

namespace package_audit::proof {

namespace {

using namespace std::literals;
using namespace support;

std::string hidden_zip() {
  return make_zip({.entries = {zip_file("src/secret.c", "int main;")}});
}

std::string sound_seven_zip() {
  return make_seven_zip(
      {.items = {seven_zip_file(u"bin/acme", std::string(k_program_content), 0755)}});
}

std::string sound_deb(formats::compression::Compression compression, const std::string& ending,
                      std::string content) {
  return make_deb(
      DebRecipe{.payload = {{.name = "./usr/bin/acme", .content = std::string(k_program_content)},
                            {.name = "./usr/share/acme/readme", .content = std::move(content)}},
                .data_ending = ending,
                .data_compression = compression});
}

std::string readme_record(std::string content) {
  return tar_member({.name = std::string(k_readme), .content = std::move(content)});
}

// Two members of a tar, neither of which holds a zip. What lies between their contents is, to
// unpackers of zip, the comment of the one directory entry.
std::string zip_across_two_members() {
  constexpr std::size_t k_block = 512;
  const std::string before = "text";
  const auto zip = [&](std::size_t between) {
    ZipEntry hidden = stored_file("src/secret.c", "int main;");
    hidden.central.offset = k_block + before.size();
    hidden.central.comment = std::string(between, '#');
    return make_zip({.entries = {hidden}, .change_end = [&](ZipEndRecord& end) {
                       end.directory += static_cast<std::uint32_t>(k_block + before.size());
                       end.comment_length =
                           static_cast<std::uint16_t>(3 * k_block - before.size() - 22);
                     }});
  };
  const std::string first = before + zip(0).substr(0, zip(0).rfind("PK\x05\x06"));
  const std::string bytes = zip((k_block - first.size() % k_block) + k_block + before.size());
  return tar_member({.name = std::string(k_program),
                     .content = before + bytes.substr(0, first.size() - before.size())}) +
         readme_record(before + bytes.substr(bytes.size() - 22)) + tar_end();
}

// A deflate block that is not packed (RFC 1951, 3.2.4), so that a zip stands in it as it is.
std::string gzip_around(const std::string& plain) {
  const std::size_t size = plain.size();
  return "\x1F\x8B\x08\0\0\0\0\0\0\x03\x01"s + le(size, 2) + le(~size & 0xFFFFU, 2) + plain +
         le(crc_of(plain), 4) + le(size, 4);
}

constexpr std::array k_techniques{
    sound("gz-unpacked", "a tar.gz whose blocks are not packed", "acme-1.0.tar.gz",
          [] { return gzip_around(sound_tar()); }),
    unlisted("tar-ends-in-zip", "a tar whose last member is a zip", "acme-1.0.tar",
             [] { return tar_with(readme_record(hidden_zip())); }),
    ambiguous("tar-then-zip", "a zip behind a tar", "acme-1.0.tar",
              [] { return sound_tar() + hidden_zip(); }),
    ambiguous("zip-across-members", "a zip that is parts of two members of a tar", "acme-1.0.tar",
              zip_across_two_members),
    ambiguous("tgz-then-zip", "a zip behind a tar.gz", "acme-1.0.tar.gz",
              [] {
                return compress(formats::compression::Compression::gzip, sound_tar()) +
                       hidden_zip();
              }),
    ambiguous("zip-in-tgz", "a zip in a block of a tar.gz that is not packed", "acme-1.0.tar.gz",
              [] { return gzip_around(tar_with(readme_record("text" + hidden_zip()))); }),
    ambiguous(
        "txz-then-zip", "a zip behind a tar.xz", "acme-1.0.tar.xz",
        [] { return compress(formats::compression::Compression::xz, sound_tar()) + hidden_zip(); }),
    ambiguous("7z-then-zip", "a zip behind a 7z archive", "acme-1.0.7z",
              [] { return sound_seven_zip() + hidden_zip(); }),
    ambiguous("zip-in-7z", "a zip in the packed contents of a 7z archive", "acme-1.0.7z",
              [] {
                return make_seven_zip(
                    {.items = {seven_zip_file(u"bin/acme", std::string(k_program_content)),
                               seven_zip_file(u"share/acme/readme", hidden_zip())}});
              }),
    ambiguous(
        "rpm-then-zip", "a zip behind an .rpm", "acme-1.0-1.x86_64.rpm",
        [] { return make_rpm({{.name = "./usr/bin/acme", .content = "text"}}) + hidden_zip(); }),
    ambiguous("zip-in-rpm", "a zip as the last file of an .rpm that is not compressed",
              "acme-1.0-1.x86_64.rpm",
              [] {
                return rpm_of(
                    {.payload = {{.name = "./usr/share/acme/readme", .content = hidden_zip()}},
                     .compression = formats::compression::Compression::none});
              }),
    ambiguous("deb-then-zip", "a zip behind a .deb", "acme_1.0_amd64.deb",
              [] {
                return sound_deb(formats::compression::Compression::xz, ".xz", "text") +
                       hidden_zip();
              }),
    ambiguous("zip-in-deb", "a zip as the last file of a .deb that is not compressed",
              "acme_1.0_amd64.deb",
              [] { return sound_deb(formats::compression::Compression::none, "", hidden_zip()); }),
    ambiguous("zip-then-tgz", "a tar.gz behind a zip", "acme-1.0.zip",
              [] {
                return sound_zip() + compress(formats::compression::Compression::gzip, sound_tar());
              }),
    ambiguous("zip-then-tar", "a tar behind a zip", "acme-1.0.zip",
              [] { return sound_zip() + sound_tar(); }),
    broken("pdf-then-zip", "a zip behind a document", "acme-1.0.zip",
           [] { return "%PDF-1.4\n%%EOF\n" + sound_zip(); }),
    broken("elf-then-zip", "a zip behind a program", "acme-1.0.zip",
           [] {
             return "\x7F"
                    "ELF\2\1\1\0\0\0\0\0\0\0\0\0"s +
                    sound_zip();
           }),
    broken("script-then-zip", "a zip behind a script", "acme-1.0.sh",
           [] { return "#!/bin/sh\nexec unzip \"$0\"\n" + sound_zip(); }),
};

} // namespace

std::span<const Technique> polyglot_techniques() {
  return k_techniques;
}

} // namespace package_audit::proof
