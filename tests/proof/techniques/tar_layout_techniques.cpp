// Where a tar's parts lie, and what one header block may say.

#include "support/archive_builder.hpp"
#include "support/tar_recipe.hpp"
#include "technique.hpp"

#include <array>

namespace package_audit::proof {

namespace {

using namespace std::literals;
using namespace support;

constexpr std::string_view k_tar = "acme-1.0.tar";

TarRecipe readme() {
  return {.name = std::string(k_readme), .content = std::string(k_readme_content)};
}

// A sound tar but for what is changed in the readme's header.
std::string changed(void (*change)(TarRecipe&)) {
  TarRecipe recipe = readme();
  change(recipe);
  return tar_with(tar_member(recipe));
}

std::string secret() {
  return tar_member({.name = "src/secret.c", .content = "int main;"});
}

std::string zeros(std::size_t size) {
  return std::string(size, '\0');
}

constexpr std::array k_ends{
    sound("tar-sound", "nothing", k_tar, [] { return sound_tar(); }),
    sound("tar-sound-record", "an end mark that fills a record", k_tar,
          [] { return sound_tar() + zeros(10'240 - sound_tar().size()); }),
    ambiguous("tar-behind-end", "a member behind the end mark", k_tar,
              [] { return sound_tar() + secret() + tar_end(); }),
    ambiguous("tar-text-behind-end", "text behind the end mark", k_tar,
              [] { return sound_tar() + "secret"; }),
    ambiguous("tar-far-behind-end", "a member far behind the end mark", k_tar,
              [] { return sound_tar() + zeros(5'120) + secret() + tar_end(); }),
    ambiguous("tar-too-many-zeros", "more zeros behind the end mark than fill a record", k_tar,
              [] { return sound_tar() + zeros(10'240); }),
    ambiguous("tar-one-zero-block", "a member behind a single block of zeros", k_tar,
              [] { return tar_with(tar_member(readme()) + zeros(512) + secret()); }),
    broken("tar-half-an-end", "an end mark of one block", k_tar,
           [] { return sound_tar().substr(0, sound_tar().size() - 512); }),
    broken("tar-no-end", "no end mark", k_tar,
           [] { return sound_tar().substr(0, sound_tar().size() - 1024); }),
    broken("tar-cut", "cut off in a member's content", k_tar,
           [] { return sound_tar().substr(0, 520); }),
    broken("tar-no-bytes", "a file of no bytes", k_tar, [] { return ""s; }),
    broken("tar-one-block-of-zeros", "nothing but one block of zeros", k_tar,
           [] { return zeros(512); }),
    refused(Required::empty, "tar-zeros", "nothing but an end mark", k_tar,
            [] { return zeros(10'240); }),
    refused(Required::empty, "tar-folders", "nothing but folders", k_tar,
            [] {
              return tar_member({.name = "bin/", .type_flag = '5', .mode = "0000755"}) + tar_end();
            }),
    broken("tar-checksum", "a wrong checksum in front of another member", k_tar,
           [] {
             TarRecipe wrong = readme();
             wrong.checksum = "000000\0 "s;
             return tar_with(tar_member(wrong) + secret());
           }),
};

constexpr std::array k_fields{
    ambiguous("tar-padding", "text that fills the block behind the content", k_tar,
              [] { return changed([](TarRecipe& r) { r.padding = 's'; }); }),
    ambiguous("tar-behind-name", "text behind the name's NUL", k_tar,
              [] { return changed([](TarRecipe& r) { r.name += "\0secret"s; }); }),
    ambiguous("tar-behind-user", "text behind the user's NUL", k_tar,
              [] { return changed([](TarRecipe& r) { r.user = "root\0secret"s; }); }),
    ambiguous("tar-behind-group", "text behind the group's NUL", k_tar,
              [] { return changed([](TarRecipe& r) { r.group = "root\0secret"s; }); }),
    ambiguous("tar-behind-prefix", "text in an unused prefix, behind its NUL", k_tar,
              [] { return changed([](TarRecipe& r) { r.prefix = "\0secret"s; }); }),
    ambiguous("tar-rest", "text behind the header's last field", k_tar,
              [] { return changed([](TarRecipe& r) { r.rest = "secret"; }); }),
    ambiguous("tar-target-of-file", "text in the link target of a file", k_tar,
              [] { return changed([](TarRecipe& r) { r.link_name = "secret"; }); }),
    ambiguous("tar-device-of-file", "text in the device numbers of a file", k_tar,
              [] { return changed([](TarRecipe& r) { r.device_minor = "secret"; }); }),
    ambiguous("tar-size-letters", "a size with letters", k_tar,
              [] { return changed([](TarRecipe& r) { r.size = "4abc"; }); }),
    ambiguous("tar-size-negative", "a negative size", k_tar,
              [] { return changed([](TarRecipe& r) { r.size = std::string(12, '\xff'); }); }),
    ambiguous("tar-size-minus", "a size with a sign", k_tar,
              [] { return changed([](TarRecipe& r) { r.size = "-1"; }); }),
    ambiguous(
        "tar-size-base-256", "a small size in the form for large ones", k_tar,
        [] { return changed([](TarRecipe& r) { r.size = base_256(r.content.size(), 12); }); }),
    limit("tar-size-huge", "a size of nine exabytes", k_tar,
          [] {
            return changed([](TarRecipe& r) { r.size = base_256(9'000'000'000'000'000'000, 12); });
          }),
    limit("tar-size-8-gib", "a size of eight gigabytes", k_tar,
          [] { return changed([](TarRecipe& r) { r.size = "77777777777"; }); }),
    ambiguous("tar-mode-letters", "a mode with letters", k_tar,
              [] { return changed([](TarRecipe& r) { r.mode = "0644rw"; }); }),
    ambiguous("tar-mode-type", "the mode of a folder on a file", k_tar,
              [] { return changed([](TarRecipe& r) { r.mode = "0040755"; }); }),
    ambiguous("tar-mode-large", "a mode with bits that no mode has", k_tar,
              [] { return changed([](TarRecipe& r) { r.mode = "1000644"; }); }),
    ambiguous("tar-v7", "a header without magic", k_tar,
              [] { return changed([](TarRecipe& r) { r.magic = "\0\0\0\0\0\0\0\0"sv; }); }),
    ambiguous("tar-other-magic", "a magic that is neither POSIX's nor GNU's", k_tar,
              [] { return changed([](TarRecipe& r) { r.magic = "ustar\0\0\0"sv; }); }),
    ambiguous("tar-gnu-prefix", "a prefix in a header of GNU tar's own form", k_tar,
              [] {
                return changed([](TarRecipe& r) {
                  r.magic = k_gnu_magic;
                  r.prefix = "src";
                });
              }),
    ambiguous("tar-folder-name", "a file with the name of a folder", k_tar,
              [] { return changed([](TarRecipe& r) { r.name += '/'; }); }),
};

constexpr auto k_techniques = joined(k_ends, k_fields);

} // namespace

std::string tar_with(const std::string& records) {
  return tar_member({.name = std::string(k_program),
                     .content = std::string(k_program_content),
                     .mode = "0000755"}) +
         records + tar_end();
}

std::string sound_tar() {
  return tar_with(tar_member(readme()));
}

std::span<const Technique> tar_layout_techniques() {
  return k_techniques;
}

} // namespace package_audit::proof
