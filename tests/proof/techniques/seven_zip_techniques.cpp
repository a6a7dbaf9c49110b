// The layout of a 7z archive, and what it takes to unpack it.

#include "support/seven_zip_recipe.hpp"
#include "support/zip_recipe.hpp"
#include "technique.hpp"

#include <array>

namespace package_audit::proof {

namespace {

using namespace support;

constexpr std::string_view k_7z = "acme-1.0.7z";

SevenZipRecipe recipe() {
  return {.items = {seven_zip_file(u"bin/acme", std::string(k_program_content), 0755),
                    seven_zip_file(u"share/acme/readme", std::string(k_readme_content))}};
}

std::string contents() {
  return std::string(k_program_content) + std::string(k_readme_content);
}

std::string changed(void (*change)(SevenZipRecipe&)) {
  SevenZipRecipe archive = recipe();
  change(archive);
  return make_seven_zip(archive);
}

std::string with_coder(const std::string& id, const std::string& properties) {
  SevenZipRecipe archive = recipe();
  archive.coders = "\x01" + seven_zip_coder(id, properties);
  return make_seven_zip(archive);
}

constexpr std::array k_layout{
    sound("7z-sound", "nothing", k_7z, [] { return make_seven_zip(recipe()); }),
    sound("7z-packed-header", "a header that is packed itself", k_7z,
          [] { return changed([](auto& archive) { archive.header_is_packed = true; }); }),
    ambiguous("7z-behind-header", "bytes behind the header", k_7z,
              [] { return changed([](auto& archive) { archive.after_header = "secret"; }); }),
    ambiguous("7z-two-archives", "two archives one behind the other", k_7z,
              [] { return make_seven_zip(recipe()) + make_seven_zip(recipe()); }),
    ambiguous("7z-gap", "bytes in front of the header", k_7z,
              [] { return changed([](auto& archive) { archive.stray = "secret"; }); }),
    ambiguous("7z-early-gap", "bytes in front of the packed contents", k_7z,
              [] {
                return changed([](SevenZipRecipe& archive) {
                  archive.packed = "secret" + contents();
                  archive.pack_begin = 6;
                  archive.pack_sizes = {contents().size()};
                });
              }),
    ambiguous(
        "7z-late-packed", "packed bytes behind the last content", k_7z,
        [] { return changed([](auto& archive) { archive.packed = contents() + "secret"; }); }),
    ambiguous("7z-no-header", "no header at all", k_7z,
              [] {
                return changed([](SevenZipRecipe& archive) {
                  archive.change_start = [](SevenZipStart& start) {
                    start.offset += start.size;
                    start.size = 0;
                  };
                });
              }),
    ambiguous("7z-unknown-property", "text in a property that nobody knows", k_7z,
              [] {
                return changed(
                    [](auto& archive) { archive.properties = seven_zip_property(0x16, "secret"); });
              }),
    ambiguous("7z-padding", "text in the padding of the header", k_7z,
              [] {
                return changed(
                    [](auto& archive) { archive.properties = seven_zip_property(0x19, "secret"); });
              }),
    broken("7z-stub", "a program in front", k_7z,
           [] { return "MZ stub" + make_seven_zip(recipe()); }),
    broken("7z-cut", "cut off", k_7z,
           [] {
             const std::string whole = make_seven_zip(recipe());
             return whole.substr(0, whole.size() - 1);
           }),
    broken("7z-version", "a minor version that does not exist", k_7z,
           [] { return changed([](auto& archive) { archive.minor = 5; }); }),
    broken("7z-major-version", "a major version that does not exist", k_7z,
           [] { return changed([](auto& archive) { archive.major = 1; }); }),
    broken("7z-no-checksum", "contents without checksums", k_7z,
           [] { return changed([](auto& archive) { archive.checksums = false; }); }),
    broken("7z-checksum", "a content with another checksum", k_7z,
           [] {
             return changed([](SevenZipRecipe& archive) {
               std::string packed = contents();
               packed[0] = 'T';
               archive.packed = packed;
             });
           }),
};

constexpr std::array k_coders{
    broken("7z-encrypted", "encrypted contents", k_7z,
           [] { return with_coder("\x06\xF1\x07\x01", "\x13"); }),
    broken("7z-encrypted-header", "an encrypted header", k_7z,
           [] {
             return changed([](SevenZipRecipe& archive) {
               // As 7-Zip writes it: the header is in a compressed stream with a password.
               archive.change_header = [](std::string& header) {
                 const std::uint64_t size = header.size();
                 header = "\x17\x06" + seven_zip_number(0) + "\x01\x09" + seven_zip_number(size) +
                          std::string("\0\x07\x0B\x01\0", 5) + "\x01" +
                          seven_zip_coder("\x06\xF1\x07\x01", "\x13") + "\x0C" +
                          seven_zip_number(size) + std::string("\x0A\x01\0\0\0\0\0\0", 8);
               };
             });
           }),
    broken("7z-unknown-coder", "a method that is not 7-Zip's own", k_7z,
           [] { return with_coder("\x04\xF7\x11\x01", ""); }),
    limit("7z-ppmd", "PPMd with a gigabyte of memory", k_7z,
          [] { return with_coder("\x03\x04\x01", "\x06" + le(1U << 30U, 4)); }),
    limit("7z-lzma", "LZMA with a dictionary of 1.5 gigabytes", k_7z,
          [] { return with_coder("\x03\x01\x01", "\x5D" + le(3U << 29U, 4)); }),
    limit("7z-lzma2", "LZMA2 with a dictionary of four gigabytes", k_7z,
          [] { return with_coder("\x21", "\x28"); }),
};

constexpr auto k_techniques = joined(k_layout, k_coders);

} // namespace

std::span<const Technique> seven_zip_techniques() {
  return k_techniques;
}

} // namespace package_audit::proof
