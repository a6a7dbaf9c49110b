// Techniques about a single member of a tar: type, owner, link target.

#include "support/archive_builder.hpp"
#include "support/tar_recipe.hpp"
#include "technique.hpp"

#include <array>

namespace package_audit::proof {

namespace {

using namespace std::literals;
using namespace support;

constexpr std::string_view k_tar = "acme-1.0.tar";

std::string with_more(const TarRecipe& recipe) {
  return tar_with(
      tar_member({.name = std::string(k_readme), .content = std::string(k_readme_content)}) +
      tar_member(recipe));
}

// The readme as a member of another type.
template <char TypeFlag>
std::string typed() {
  return tar_with(tar_member({.name = std::string(k_readme), .type_flag = TypeFlag}));
}

template <char TypeFlag>
std::string typed_with_content() {
  const bool is_link = TypeFlag == '1' || TypeFlag == '2';
  return tar_with(tar_member({.name = std::string(k_readme),
                              .type_flag = TypeFlag,
                              .content = std::string(k_readme_content),
                              .link_name = is_link ? std::string(k_program) : ""}));
}

// A size without content, so that the next member becomes content for those who believe it.
template <char TypeFlag>
std::string typed_with_size() {
  const bool is_link = TypeFlag == '1' || TypeFlag == '2';
  return tar_with(tar_member({.name = std::string(k_readme),
                              .type_flag = TypeFlag,
                              .link_name = is_link ? std::string(k_program) : "",
                              .size = "00000001000"}) +
                  tar_member({.name = "src/secret.c"}));
}

std::string hard_link_to(std::string_view target) {
  return tar_with(tar_member(
      {.name = std::string(k_readme), .type_flag = '1', .link_name = std::string(target)}));
}

std::string with_mode(std::string_view mode) {
  return tar_with(tar_member({.name = std::string(k_readme),
                              .content = std::string(k_readme_content),
                              .mode = std::string(mode)}));
}

std::string named(std::string_view name) {
  return with_more({.name = std::string(name), .content = "text"});
}

constexpr std::string_view k_setuid_declared = R"({
  "version": 1,
  "allow": ["**"],
  "exceptions": [{
    "check": "setuid-file", "path": "share/acme/readme", "reason": "it changes the clock",
    "approved_by": "release@acme.example", "expires": "2026-12-31"
  }]
})";

constexpr std::string_view k_devices_declared = R"({
  "version": 1,
  "allow": ["bin/acme", { "path": "share/acme/readme", "type": "fifo" }],
  "exceptions": [{
    "check": "device-entry", "path": "share/acme/readme", "reason": "the image of a system",
    "approved_by": "release@acme.example", "expires": "2026-12-31"
  }]
})";

constexpr std::array k_types{
    ambiguous("tar-type-7", "a contiguous file", k_tar, typed<'7'>),
    ambiguous("tar-type-A", "an access control list of Solaris", k_tar, typed<'A'>),
    ambiguous("tar-type-D", "a folder with its list of files", k_tar, typed<'D'>),
    ambiguous("tar-type-E", "extended attributes of Solaris", k_tar, typed<'E'>),
    ambiguous("tar-type-G", "a type that nobody gave out", k_tar, typed<'G'>),
    ambiguous("tar-type-I", "an inode without content", k_tar, typed<'I'>),
    ambiguous("tar-type-M", "the continuation of another volume", k_tar, typed<'M'>),
    ambiguous("tar-type-N", "an old long name", k_tar, typed<'N'>),
    ambiguous("tar-type-S", "a sparse file of GNU tar", k_tar, typed<'S'>),
    ambiguous("tar-type-V", "a volume's label", k_tar, typed<'V'>),
    ambiguous("tar-type-X", "an extended header of Solaris", k_tar, typed<'X'>),
    ambiguous("tar-type-Z", "a type of some vendor", k_tar, typed<'Z'>),
    ambiguous("tar-type-8", "a type of the future", k_tar, typed<'8'>),
    ambiguous("tar-type-control", "a type that is a control character", k_tar, typed<'\1'>),
    ambiguous("tar-folder-content", "a folder with content", k_tar, typed_with_content<'5'>),
    ambiguous("tar-link-content", "a symlink with content", k_tar, typed_with_content<'2'>),
    ambiguous("tar-hardlink-content", "a hard link with content", k_tar, typed_with_content<'1'>),
    ambiguous("tar-device-content", "a device with content", k_tar, typed_with_content<'3'>),
    ambiguous("tar-block-device-content", "a block device with content", k_tar,
              typed_with_content<'4'>),
    ambiguous("tar-fifo-content", "a fifo with content", k_tar, typed_with_content<'6'>),
    ambiguous("tar-folder-size", "a folder of the next member's size", k_tar, typed_with_size<'5'>),
    ambiguous("tar-link-size", "a symlink of the next member's size", k_tar, typed_with_size<'2'>),
    ambiguous("tar-hardlink-size", "a hard link of the next member's size", k_tar,
              typed_with_size<'1'>),
    ambiguous("tar-device-size", "a device of the next member's size", k_tar, typed_with_size<'3'>),
    ambiguous("tar-fifo-size", "a fifo of the next member's size", k_tar, typed_with_size<'6'>),
    violation("device-entry", "tar-device", "a character device", k_tar, typed<'3'>),
    violation("device-entry", "tar-block-device", "a block device", k_tar, typed<'4'>),
    violation("device-entry", "tar-fifo", "a fifo", k_tar, typed<'6'>, k_devices_declared),
};

constexpr std::array k_links{
    unlisted("tar-link", "a symlink to another member", k_tar,
             [] { return with_more({.name = "bin/link", .type_flag = '2', .link_name = "acme"}); }),
    unlisted(
        "tar-hardlink", "a hard link to an earlier member", k_tar,
        [] { return with_more({.name = "bin/link", .type_flag = '1', .link_name = "bin/acme"}); }),
    violation(
        "link-escape", "tar-link-out", "a symlink that leads out", k_tar,
        [] { return with_more({.name = "bin/l", .type_flag = '2', .link_name = "../../secret"}); }),
    violation("path-escape", "tar-below-link", "a file below a symlink", k_tar,
              [] {
                return tar_with(
                    tar_member({.name = "share", .type_flag = '2', .link_name = "bin"}) +
                    tar_member({.name = std::string(k_readme), .content = "text"}));
              }),
    violation("link-escape", "tar-hardlink-dangling", "a hard link to nothing", k_tar,
              [] { return hard_link_to("bin/other"); }),
    violation("link-escape", "tar-hardlink-self", "a hard link to itself", k_tar,
              [] { return hard_link_to(k_readme); }),
    violation("link-escape", "tar-hardlink-absolute", "a hard link to an absolute path", k_tar,
              [] { return hard_link_to("/etc/shadow"); }),
    violation("link-escape", "tar-hardlink-out", "a hard link that leads out", k_tar,
              [] { return hard_link_to("../../etc/shadow"); }),
    violation("link-escape", "tar-hardlink-ahead", "a hard link to a later member", k_tar,
              [] {
                return tar_with(
                    tar_member(
                        {.name = std::string(k_readme), .type_flag = '1', .link_name = "z"}) +
                    tar_member({.name = "z", .content = "text"}));
              }),
};

constexpr std::array k_attributes{
    violation(
        "setuid-file", "tar-setuid", "a file with its owner's rights", k_tar,
        [] { return with_mode("0004755"); }, k_setuid_declared),
    violation(
        "setuid-file", "tar-setgid", "a file with its group's rights", k_tar,
        [] { return with_mode("0002755"); }, k_setuid_declared),
    violation("world-writable", "tar-writable", "a file that everybody may change", k_tar,
              [] { return with_mode("0000666"); }),
    violation("os-litter", "tar-apple-double", "a resource fork beside its file", k_tar,
              [] { return named("share/acme/._readme"); }),
    violation("os-litter", "tar-macosx", "a folder of resource forks", k_tar,
              [] { return named("__MACOSX/share/acme/readme"); }),
    reported("builder-identity", "tar-owner", "the account that built the package", k_tar,
             [] {
               return tar_with(tar_member({.name = std::string(k_readme),
                                           .content = std::string(k_readme_content),
                                           .uid = "0001750",
                                           .gid = "0001750",
                                           .user = "jane",
                                           .group = "jane"}));
             }),
};

constexpr auto k_techniques = joined(k_types, k_links, k_attributes);

} // namespace

std::span<const Technique> tar_entry_techniques() {
  return k_techniques;
}

} // namespace package_audit::proof
