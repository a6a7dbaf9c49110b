// Extension headers of a tar: those of pax (x, g) and of GNU tar (L, K).

#include "support/tar_recipe.hpp"
#include "technique.hpp"

#include <array>

namespace package_audit::proof {

namespace {

using namespace std::literals;
using namespace support;

constexpr std::string_view k_tar = "acme-1.0.tar";

std::string readme() {
  return tar_member({.name = std::string(k_readme), .content = std::string(k_readme_content)});
}

std::string link() {
  return tar_member({.name = std::string(k_readme), .type_flag = '2', .link_name = "a"});
}

// The readme with these records in front of it.
std::string with_pax(const std::string& records) {
  return tar_with(pax_header(records) + readme());
}

std::string with_pax(std::string_view keyword, std::string_view value) {
  return with_pax(pax_record(keyword, value));
}

std::string with_global(std::string_view keyword, std::string_view value) {
  return tar_member({.name = "pax_global_header",
                     .type_flag = 'g',
                     .content = pax_record(keyword, value)}) +
         sound_tar();
}

std::string pax_path() {
  return pax_header(pax_record("path", k_readme));
}
std::string long_name() {
  return gnu_long_name('L', k_readme);
}
std::string long_target() {
  return gnu_long_name('K', "acme");
}

// A pax name over a name of its own in the header.
std::string named_twice(const TarRecipe& stored) {
  return tar_with(pax_path() + tar_member(stored));
}

constexpr std::array k_names{
    sound("tar-pax-sound", "the name in a pax header", k_tar,
          [] { return named_twice({.name = "share/acme/r", .content = "text"}); }),
    sound("tar-git", "the commit that git archive stores", k_tar,
          [] { return with_global("comment", std::string(40, 'c')); }),
    unlisted("tar-pax-path", "another name in a pax header", k_tar,
             [] { return with_pax("path", "share/acme/secret"); }),
    violation("path-escape", "tar-pax-path-out", "a name that leads out in a pax header", k_tar,
              [] { return with_pax("path", "../secret"); }),
    violation(
        "link-escape", "tar-pax-linkpath", "another link target in a pax header", k_tar,
        [] { return tar_with(pax_header(pax_record("linkpath", "../../../secret")) + link()); }),
    ambiguous("tar-pax-over-absolute", "an absolute name below a pax header's", k_tar,
              [] { return named_twice({.name = "/etc/passwd", .content = "text"}); }),
    ambiguous("tar-pax-over-parent", "a name that leads out below a pax header's", k_tar,
              [] { return named_twice({.name = "../secret", .content = "text"}); }),
    ambiguous("tar-pax-over-prefix", "a prefix that leads out below a pax header's name", k_tar,
              [] { return named_twice({.name = "a", .content = "text", .prefix = "x/../.."}); }),
    ambiguous("tar-pax-own-name", "a pax header whose own name leads out", k_tar,
              [] {
                return tar_with(tar_member({.name = "../secret",
                                            .type_flag = 'x',
                                            .content = pax_record("path", k_readme)}) +
                                readme());
              }),
    ambiguous("tar-global-path", "a name in a global header", k_tar,
              [] { return with_global("path", "src/secret.c"); }),
    ambiguous("tar-global-size", "a size in a global header", k_tar,
              [] { return with_global("size", "0"); }),
    ambiguous("tar-global-linkpath", "a link target in a global header", k_tar,
              [] { return with_global("linkpath", "/etc/passwd"); }),
    ambiguous("tar-global-comment", "text in a global header", k_tar,
              [] { return with_global("comment", "secret"); }),
};

constexpr std::array k_several{
    ambiguous("tar-x-x", "two pax headers", k_tar,
              [] { return tar_with(pax_path() + pax_path() + readme()); }),
    ambiguous("tar-x-L", "a long name behind a pax header", k_tar,
              [] { return tar_with(pax_path() + long_name() + readme()); }),
    ambiguous("tar-L-x", "a pax header behind a long name", k_tar,
              [] { return tar_with(long_name() + pax_path() + readme()); }),
    ambiguous("tar-L-L", "two long names", k_tar,
              [] { return tar_with(long_name() + long_name() + readme()); }),
    ambiguous("tar-K-K", "two long link targets", k_tar,
              [] { return tar_with(long_target() + long_target() + link()); }),
    ambiguous("tar-K-x", "a pax header behind a long link target", k_tar,
              [] { return tar_with(long_target() + pax_path() + link()); }),
    ambiguous("tar-K-file", "a long link target for a file", k_tar,
              [] { return tar_with(long_target() + readme()); }),
    ambiguous("tar-X", "a pax header of Solaris", k_tar,
              [] {
                return tar_with(tar_member({.name = "PaxHeaders/a",
                                            .type_flag = 'X',
                                            .content = pax_record("path", k_readme)}) +
                                readme());
              }),
    ambiguous("tar-many-L", "twenty thousand long names for one member", k_tar,
              [] {
                std::string names;
                for (int i = 0; i < 20'000; ++i)
                  names += long_name();
                return tar_with(names + readme());
              }),
    ambiguous("tar-x-end", "a pax header in front of nothing", k_tar,
              [] { return tar_with(readme() + pax_path()); }),
    ambiguous(
        "tar-L-nul", "text behind the NUL of a long name", k_tar,
        [] { return tar_with(gnu_long_name('L', "share/acme/readme\0secret"sv) + readme()); }),
};

constexpr std::array k_records{
    ambiguous(
        "tar-pax-twice", "a keyword twice in a pax header", k_tar,
        [] { return with_pax(pax_record("path", "src/secret.c") + pax_record("path", k_readme)); }),
    ambiguous("tar-pax-charset", "names in another charset", k_tar,
              [] { return with_pax("hdrcharset", "ISO-IR 8859 1 1998"); }),
    ambiguous("tar-pax-nul", "a NUL in a value", k_tar,
              [] { return with_pax("path", "share/acme/readme\0.c"sv); }),
    ambiguous("tar-pax-empty", "an empty value", k_tar, [] { return with_pax("path", ""); }),
    ambiguous("tar-pax-unknown", "a keyword that nobody knows", k_tar,
              [] { return with_pax("ACME.note", "secret"); }),
    ambiguous("tar-pax-comment", "a comment", k_tar, [] { return with_pax("comment", "secret"); }),
    ambiguous("tar-pax-length", "a record of another length than it says", k_tar,
              [] { return with_pax("99 path=share/acme/readme\n"); }),
    ambiguous("tar-pax-size-small", "a smaller size than in the header", k_tar,
              [] { return with_pax("size", "1"); }),
    ambiguous("tar-pax-size-large", "a larger size than in the header", k_tar,
              [] { return tar_with(pax_header(pax_record("size", "600")) + readme() + readme()); }),
    ambiguous("tar-pax-size-letters", "a size with letters", k_tar,
              [] { return with_pax("size", "13abc"); }),
    ambiguous("tar-pax-size-hardlink", "the size of the next member for a hard link", k_tar,
              [] {
                return tar_with(pax_header(pax_record("size", "512")) +
                                tar_member({.name = std::string(k_readme),
                                            .type_flag = '1',
                                            .link_name = std::string(k_program)}) +
                                readme());
              }),
    ambiguous("tar-sparse-0", "a sparse file of pax form 0.1", k_tar,
              [] {
                return with_pax(pax_record("GNU.sparse.size", "9000000000000000000") +
                                pax_record("GNU.sparse.map", "0,13"));
              }),
    ambiguous("tar-sparse-1", "a sparse file of pax form 1.0, under another name", k_tar,
              [] {
                return with_pax(pax_record("GNU.sparse.major", "1") +
                                pax_record("GNU.sparse.minor", "0") +
                                pax_record("GNU.sparse.name", "src/secret.c"));
              }),
    ambiguous("tar-xattr", "an extended attribute", k_tar,
              [] { return with_pax("SCHILY.xattr.user.note", "secret"); }),
    ambiguous("tar-xattr-libarchive", "an extended attribute as libarchive stores it", k_tar,
              [] { return with_pax("LIBARCHIVE.xattr.user.note", "c2VjcmV0"); }),
    ambiguous("tar-capability", "the capabilities of a program", k_tar,
              [] { return with_pax("SCHILY.xattr.security.capability", "\1\0\0\2"sv); }),
    ambiguous("tar-acl", "an access control list", k_tar,
              [] { return with_pax("SCHILY.acl.access", "user::rwx,user:jane:rwx"); }),
    ambiguous("tar-default-acl", "an access control list for new files", k_tar,
              [] { return with_pax("SCHILY.acl.default", "user::rwx"); }),
    ambiguous("tar-flags", "file flags", k_tar, [] { return with_pax("SCHILY.fflags", "nodump"); }),
    ambiguous("tar-selinux", "a security label", k_tar,
              [] { return with_pax("RHT.security.selinux", "secret"); }),
    limit("tar-pax-long", "a name of 900 kB", k_tar,
          [] { return with_pax("path", "share/" + std::string(900'000, 'n')); }),
    limit("tar-L-long", "a long name of 900 kB", k_tar,
          [] { return tar_with(gnu_long_name('L', std::string(900'000, 'n')) + readme()); }),
};

constexpr auto k_techniques = joined(k_names, k_several, k_records);

} // namespace

std::span<const Technique> tar_extension_techniques() {
  return k_techniques;
}

} // namespace package_audit::proof
