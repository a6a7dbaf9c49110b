// Names that lead somewhere else, that some systems cannot store, or that a listing shows wrongly.

#include "support/tar_recipe.hpp"
#include "support/zip_recipe.hpp"
#include "technique.hpp"

#include <array>

namespace package_audit::proof {

namespace {

using namespace support;

constexpr std::string_view k_tar = "acme-1.0.tar";
constexpr std::string_view k_zip = "acme-1.0.zip";

std::string sound_readme() {
  return tar_member({.name = std::string(k_readme), .content = std::string(k_readme_content)});
}

// A tar with a further member. Through a pax header, which holds names of any length.
std::string tar_named(std::string_view name) {
  return tar_with(sound_readme() + pax_header(pax_record("path", name)) +
                  tar_member({.name = "further", .content = "text"}));
}

std::string zip_named(const std::string& name) {
  return make_zip(
      {.entries = {zip_file(std::string(k_program), k_program_content),
                   zip_file(std::string(k_readme), k_readme_content), zip_file(name, "text")}});
}

std::string repeated(std::string_view text, int times) {
  std::string result;
  for (int i = 0; i < times; ++i)
    result += text;
  return result;
}

constexpr std::string_view k_escape = "path-escape";
constexpr std::string_view k_odd = "unportable-name";
constexpr std::string_view k_deceptive = "deceptive-name";

constexpr std::array k_places{
    violation(k_escape, "zip-parent", "a parent folder", k_zip,
              [] { return zip_named("../secret"); }),
    violation(k_escape, "zip-inner-parent", "a parent folder within a name", k_zip,
              [] { return zip_named("share/../../secret"); }),
    violation(k_escape, "zip-absolute", "an absolute name", k_zip,
              [] { return zip_named("/etc/passwd"); }),
    violation(k_escape, "zip-drive", "a drive letter", k_zip,
              [] { return zip_named("C:/secret"); }),
    violation(k_escape, "zip-drive-relative", "a drive letter without a slash", k_zip,
              [] { return zip_named("C:secret"); }),
    violation(k_escape, "zip-drive-backslash", "a drive letter and a backslash", k_zip,
              [] { return zip_named("C:\\secret"); }),
    violation(k_escape, "zip-server", "the name of a server", k_zip,
              [] { return zip_named("//host/share/secret"); }),
    violation(k_escape, "zip-server-backslash", "the name of a server with backslashes", k_zip,
              [] { return zip_named("\\\\host\\share\\secret"); }),
    ambiguous("zip-empty-name", "no name", k_zip, [] { return zip_named(""); }),
    violation("unlisted-entry", "zip-dot", "the folder itself as a file", k_zip,
              [] { return zip_named("."); }),
    violation(k_escape, "zip-two-dots", "the parent folder as a file", k_zip,
              [] { return zip_named(".."); }),
    violation("duplicate-entry", "zip-same-by-dot", "a name that a dot sets apart", k_zip,
              [] { return zip_named("bin/./acme"); }),
    violation("duplicate-entry", "zip-same-by-slash", "a name that a slash sets apart", k_zip,
              [] { return zip_named("bin//acme"); }),
    violation(k_escape, "tar-parent", "a parent folder", k_tar,
              [] { return tar_named("../secret"); }),
    violation(k_escape, "tar-absolute", "an absolute name", k_tar,
              [] { return tar_named("/etc/passwd"); }),
    violation(k_escape, "tar-backslash-up", "a parent folder behind a backslash", k_tar,
              [] { return tar_named("..\\..\\secret"); }),
    violation(k_escape, "tar-drive", "a drive letter", k_tar,
              [] { return tar_named("C:/secret"); }),
    violation("unlisted-entry", "tar-dot", "the folder itself as a file", k_tar,
              [] { return tar_named("."); }),
    violation("duplicate-entry", "tar-same-by-dot", "a name that a dot sets apart", k_tar,
              [] { return tar_named("./bin/acme"); }),
    violation("duplicate-entry", "tar-below-file", "a file below a file", k_tar,
              [] { return tar_named("bin/acme/secret"); }),
    violation("unlisted-entry", "tar-section", "a file called like a package's script", k_tar,
              [] { return tar_named("DEBIAN/postinst"); }),
};

constexpr std::array k_letters{
    violation(k_deceptive, "name-control", "a control character", k_zip,
              [] { return zip_named("bin/a\x01"); }),
    violation(k_deceptive, "name-newline", "a newline", k_zip,
              [] { return zip_named("bin/a\nb"); }),
    violation(k_deceptive, "name-escape", "what turns a terminal red", k_zip,
              [] { return zip_named("bin/a\x1b[31m"); }),
    violation(k_deceptive, "name-override", "what turns the direction of reading", k_zip,
              [] { return zip_named("bin/a" + le(0xAE80E2, 3) + "cod.exe"); }),
    unlisted(
        "name-not-utf8", "bytes that are no text", k_tar,
        [] {
          return tar_with(sound_readme() + tar_member({.name = "bin/caf\xe9", .content = "text"}));
        },
        k_odd),
    unlisted(
        "name-con", "the console of Windows", k_zip, [] { return zip_named("bin/con"); }, k_odd),
    unlisted(
        "name-nul", "the null device of Windows", k_zip, [] { return zip_named("bin/NUL.txt"); },
        k_odd),
    unlisted(
        "name-aux", "a device of Windows", k_tar, [] { return tar_named("aux/readme"); }, k_odd),
    unlisted(
        "name-com1", "a port of Windows", k_zip, [] { return zip_named("bin/com1.dat"); }, k_odd),
    unlisted(
        "name-dot-last", "a dot at the end", k_zip, [] { return zip_named("bin/tool."); }, k_odd),
    unlisted(
        "name-blank-last", "a blank at the end", k_zip, [] { return zip_named("bin/tool "); },
        k_odd),
    unlisted(
        "name-stream", "a stream of NTFS", k_zip, [] { return zip_named("bin/tool:secret"); },
        k_odd),
    violation("case-collision", "name-case", "a name that differs in case", k_tar,
              [] { return tar_named("bin/ACME"); }),
    violation("case-collision", "name-case-folder", "a folder that differs in case", k_tar,
              [] { return tar_named("BIN/tool"); }),
    violation(
        "case-collision", "name-case-letters", "letters beyond ASCII that differ in case", k_tar,
        [] {
          return tar_with(sound_readme() + tar_member({.name = "bin/\xc3\xa9", .content = "a"}) +
                          tar_member({.name = "bin/\xc3\x89", .content = "b"}));
        }),
    ambiguous("name-composed", "a name composed and decomposed", k_tar,
              [] {
                return tar_with(sound_readme() +
                                tar_member({.name = "bin/\xc3\xa9", .content = "a"}) +
                                tar_member({.name = "bin/e\xcc\x81", .content = "b"}));
              }),
    ambiguous("name-composed-pax", "a name composed and decomposed, in pax headers", k_tar,
              [] {
                return tar_with(sound_readme() + pax_header(pax_record("path", "bin/\xc3\xa9")) +
                                tar_member({.name = "a", .content = "a"}) +
                                pax_header(pax_record("path", "bin/e\xcc\x81")) +
                                tar_member({.name = "b", .content = "b"}));
              }),
    ambiguous("name-composed-zip", "a name composed and decomposed, not marked as UTF-8", k_zip,
              [] {
                return make_zip(
                    {.entries = {zip_file("bin/\xc3\xa9", "a"), zip_file("bin/e\xcc\x81", "b")}});
              }),
};

constexpr std::array k_lengths{
    limit("name-long", "a name of 60 kB", k_zip,
          [] { return zip_named("bin/" + std::string(60'000, 'n')); }),
    limit("name-over-limit", "a name of 4,097 bytes", k_tar,
          [] { return tar_named(repeated("folder/", 585) + "ab"); }),
    limit("name-deep", "65 folders", k_tar, [] { return tar_named(repeated("f/", 65) + "a"); }),
    limit("name-deep-zip", "65 folders", k_zip, [] { return zip_named(repeated("f/", 65) + "a"); }),
    unlisted(
        "name-long-part", "a part of 256 bytes", k_tar,
        [] { return tar_named("bin/" + std::string(256, 'n')); }, k_odd),
    limit("target-long", "a link target of 60 kB", k_zip,
          [] {
            return make_zip({.entries = {zip_file(std::string(k_program), k_program_content),
                                         zip_link("bin/link", std::string(60'000, 'n'))}});
          }),
};

constexpr auto k_techniques = joined(k_places, k_letters, k_lengths);

} // namespace

std::span<const Technique> name_techniques() {
  return k_techniques;
}

} // namespace package_audit::proof
