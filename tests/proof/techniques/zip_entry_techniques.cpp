// The two headers of a zip's member, its extra fields and its name.

#include "support/zip_recipe.hpp"
#include "technique.hpp"

#include <array>

namespace package_audit::proof {

namespace {

using namespace support;

constexpr std::string_view k_zip = "acme-1.0.zip";

std::string with_program(ZipEntry program, void (*change)(ZipEntry&)) {
  change(program);
  return make_zip(
      {.entries = {std::move(program), zip_file(std::string(k_readme), k_readme_content)}});
}

// The member as CPack writes it: deflated, and its sizes behind it.
std::string changed(void (*change)(ZipEntry&)) {
  return with_program(zip_file(std::string(k_program), k_program_content), change);
}

// The member as it is: stored, and its sizes in front of it.
std::string stored(void (*change)(ZipEntry&)) {
  return with_program(stored_file(std::string(k_program), std::string(k_program_content)), change);
}

std::string deflated_in_front(void (*change)(ZipEntry&)) {
  ZipEntry entry = stored_file(std::string(k_program), std::string(k_program_content));
  entry.content = deflated(k_program_content);
  change_both(entry, [&](auto& header) {
    header.method = 8;
    header.packed = static_cast<std::uint32_t>(entry.content.size());
  });
  return with_program(std::move(entry), change);
}

template <std::uint16_t Method>
std::string with_method() {
  return changed(
      [](ZipEntry& entry) { change_both(entry, [](auto& header) { header.method = Method; }); });
}

// Both headers with flags more.
template <std::uint16_t Flags>
std::string flagged() {
  return changed(
      [](ZipEntry& entry) { change_both(entry, [](auto& header) { header.flags |= Flags; }); });
}

std::string with_more(const ZipEntry& entry) {
  return make_zip({.entries = {zip_file(std::string(k_program), k_program_content),
                               zip_file(std::string(k_readme), k_readme_content), entry}});
}

ZipEntry utf8_file(const std::string& name) {
  ZipEntry entry = zip_file(name, "text");
  change_both(entry, [](auto& header) { header.flags |= 1 << 11; });
  return entry;
}

// The name that a Unicode path field gives the program.
std::string unicode_path(char version) {
  return zip_extra(0x7075, std::string(1, version) + le(crc_of(k_program), 4) + "src/secret.c");
}

std::string times(std::string_view more) {
  return zip_extra(0x5455, "\x01" + le(1'700'000'000, 4) + std::string(more));
}

constexpr std::array k_headers{
    ambiguous("zip-two-names", "another name in the local header than in the directory", k_zip,
              [] { return changed([](auto& entry) { entry.central.name = "src/a.c"; }); }),
    ambiguous("zip-other-local-name", "another name in the directory than in the local header",
              k_zip, [] { return changed([](auto& entry) { entry.local.name = "src/a.c"; }); }),
    ambiguous("zip-two-checksums", "another checksum in the local header", k_zip,
              [] { return stored([](auto& entry) { entry.local.crc ^= 1; }); }),
    ambiguous("zip-two-packed-sizes", "another packed size in the local header", k_zip,
              [] { return stored([](auto& entry) { entry.local.packed -= 1; }); }),
    ambiguous("zip-two-sizes", "another size in the local header", k_zip,
              [] { return stored([](auto& entry) { entry.local.unpacked -= 1; }); }),
    ambiguous("zip-two-methods", "another method in the local header", k_zip,
              [] { return changed([](auto& entry) { entry.local.method = 0; }); }),
    ambiguous("zip-two-flags", "other flags in the local header", k_zip,
              [] { return changed([](auto& entry) { entry.local.flags |= 1 << 11; }); }),
    ambiguous("zip-descriptor-of-one", "a data descriptor by the directory's flags only", k_zip,
              [] { return stored([](auto& entry) { entry.central.flags |= 1 << 3; }); }),
    ambiguous("zip-stored-slack", "stored content that is shorter than its packed size", k_zip,
              [] {
                return stored([](ZipEntry& entry) {
                  change_both(entry, [](auto& header) { header.packed += 6; });
                  entry.content += "secret";
                });
              }),
    ambiguous("zip-small-sizes", "stored content that is longer than both its sizes", k_zip,
              [] {
                return stored([](ZipEntry& entry) {
                  change_both(entry, [](auto& h) { h.packed = h.unpacked = h.packed - 1; });
                });
              }),
    broken("zip-deflated-slack", "deflated content that is shorter than its packed size", k_zip,
           [] {
             return deflated_in_front([](ZipEntry& entry) {
               change_both(entry, [](auto& header) { header.packed += 6; });
               entry.content += "secret";
             });
           }),
    broken("zip-size-too-small", "content that unpacks to more than its size", k_zip,
           [] {
             return deflated_in_front([](ZipEntry& entry) {
               change_both(entry, [](auto& header) { header.unpacked -= 1; });
             });
           }),
    broken("zip-size-too-large", "content that unpacks to less than its size", k_zip,
           [] {
             return deflated_in_front([](ZipEntry& entry) {
               change_both(entry, [](auto& header) { header.unpacked += 1; });
             });
           }),
    broken("zip-checksum", "content with another checksum than both headers say", k_zip,
           [] {
             return deflated_in_front([](ZipEntry& entry) {
               change_both(entry, [](auto& header) { header.crc ^= 1; });
             });
           }),
    ambiguous("zip-descriptor-checksum", "another checksum in the data descriptor", k_zip,
              [] { return changed([](auto& entry) { entry.descriptor[4] ^= 1; }); }),
    ambiguous("zip-descriptor-size", "another size in the data descriptor", k_zip,
              [] { return changed([](auto& entry) { entry.descriptor[12] ^= 1; }); }),
    ambiguous("zip-descriptor-bare", "a data descriptor without its signature", k_zip,
              [] { return changed([](auto& entry) { entry.descriptor.erase(0, 4); }); }),
    broken("zip-encrypted-locally", "encrypted by the local header only", k_zip,
           [] { return changed([](auto& entry) { entry.local.flags |= 1; }); }),
    broken("zip-encrypted-centrally", "encrypted by the directory only", k_zip,
           [] { return changed([](auto& entry) { entry.central.flags |= 1; }); }),
    broken("zip-encrypted", "encrypted by both headers", k_zip, flagged<1>),
    broken("zip-strongly-encrypted", "strong encryption", k_zip, flagged<1 | 1 << 6>),
    broken("zip-hidden-headers", "encrypted directory", k_zip, flagged<1 | 1 << 13>),
    broken("zip-shrunk", "method 1", k_zip, with_method<1>),
    broken("zip-imploded", "method 6", k_zip, with_method<6>),
    broken("zip-deflate64", "method 9", k_zip, with_method<9>),
    broken("zip-jpeg", "method 96", k_zip, with_method<96>),
    broken("zip-wavpack", "method 97", k_zip, with_method<97>),
    broken("zip-aes", "method 99", k_zip, with_method<99>),
};

constexpr std::array k_extras{
    ambiguous("zip-unicode-central", "a second name in the directory's Unicode path field", k_zip,
              [] { return changed([](auto& e) { e.central.extra += unicode_path('\1'); }); }),
    ambiguous("zip-unicode-local", "a second name in the local Unicode path field", k_zip,
              [] { return changed([](auto& e) { e.local.extra += unicode_path('\1'); }); }),
    ambiguous("zip-unicode-both", "a second name in both Unicode path fields", k_zip,
              [] { return changed([](auto& e) { add_extra(e, unicode_path('\1')); }); }),
    ambiguous("zip-unicode-0", "a second name in a Unicode path field of version 0", k_zip,
              [] { return changed([](auto& e) { e.local.extra += unicode_path('\0'); }); }),
    ambiguous("zip-unicode-2", "a second name in a Unicode path field of version 2", k_zip,
              [] { return changed([](auto& e) { e.local.extra += unicode_path('\2'); }); }),
    ambiguous("zip-entry-comment", "text in a member's comment", k_zip,
              [] { return changed([](auto& entry) { entry.central.comment = "secret"; }); }),
    ambiguous("zip-unknown-extra", "text in an extra field that nobody knows", k_zip,
              [] { return changed([](auto& e) { add_extra(e, zip_extra(0x4141, "secret")); }); }),
    ambiguous(
        "zip-unicode-comment", "text in the Unicode comment field", k_zip,
        [] { return changed([](auto& e) { e.central.extra += zip_extra(0x6375, "secret"); }); }),
    ambiguous("zip-long-extra", "text behind the times in an extra field", k_zip,
              [] {
                return changed([](ZipEntry& entry) {
                  entry.local.extra = entry.central.extra = times("secret");
                });
              }),
    ambiguous("zip-extra-of-one", "an extra field in one header only", k_zip,
              [] { return changed([](auto& entry) { entry.central.extra.clear(); }); }),
    ambiguous("zip-loose-extra", "bytes that are no extra field", k_zip,
              [] { return changed([](auto& entry) { add_extra(entry, "abc"); }); }),
    ambiguous("zip64-extra-twice", "two zip64 extra fields", k_zip,
              [] {
                return stored([](ZipEntry& entry) {
                  change_both(entry, [](auto& h) {
                    h.needed = 45;
                    const std::string sizes = le(h.packed, 8) + le(h.unpacked, 8);
                    h.packed = h.unpacked = 0xFFFFFFFF;
                    h.extra = zip_extra(1, sizes) + zip_extra(1, sizes);
                  });
                });
              }),
    ambiguous("zip64-extra-long", "text behind the sizes in a zip64 extra field", k_zip,
              [] {
                return stored([](ZipEntry& entry) {
                  change_both(entry, [](auto& h) {
                    h.needed = 45;
                    h.extra = zip_extra(1, le(h.packed, 8) + le(h.unpacked, 8) + "secret");
                    h.packed = h.unpacked = 0xFFFFFFFF;
                  });
                });
              }),
    ambiguous(
        "zip64-extra-needless", "a zip64 extra field that no size needs", k_zip,
        [] { return stored([](auto& e) { add_extra(e, zip_extra(1, le(99, 8) + le(99, 8))); }); }),
};

constexpr std::array k_members{
    ambiguous("zip-nul", "a NUL in the name", k_zip,
              [] { return with_more(zip_file(std::string("bin/a\0.txt", 10), "text")); }),
    violation("duplicate-entry", "zip-name-twice", "two members of one name", k_zip,
              [] { return with_more(zip_file(std::string(k_program), "another program")); }),
    violation("case-collision", "zip-case-twice", "two members whose names differ in case", k_zip,
              [] { return with_more(zip_file("BIN/Acme", "another program")); }),
    ambiguous(
        "zip-composed-twice", "two members of one name, composed and decomposed", k_zip,
        [] {
          return make_zip({.entries = {utf8_file("share/\xc3\x84"), utf8_file("share/A\xcc\x88")}});
        }),
    violation("path-escape", "zip-backslash", "a backslash that parts folders on Windows", k_zip,
              [] { return with_more(zip_file("bin\\tool", "text")); }),
    violation("path-escape", "zip-backslash-up", "a parent folder behind a backslash", k_zip,
              [] { return with_more(zip_file("..\\..\\tool", "text")); }),
    unlisted("zip-link", "a link to another member", k_zip,
             [] { return with_more(zip_link("bin/link", "acme")); }),
    violation("link-escape", "zip-link-out", "a link that leads out", k_zip,
              [] { return with_more(zip_link("bin/link", "../../secret")); }),
    violation("link-escape", "zip-link-absolute", "a link to an absolute path", k_zip,
              [] { return with_more(zip_link("bin/link", "/etc/passwd")); }),
    ambiguous("zip-folder-content", "a folder with content", k_zip,
              [] {
                ZipEntry entry = stored_file("share/data/", "text");
                entry.central.external = 0040755U << 16;
                return with_more(entry);
              }),
    ambiguous("zip-folder-bit", "a file with a folder's attribute", k_zip,
              [] { return stored([](auto& entry) { entry.central.external |= 0x10; }); }),
    ambiguous("zip-file-bit", "a file with the mode of a folder", k_zip,
              [] { return stored([](auto& e) { e.central.external = 0040755U << 16; }); }),
    ambiguous("zip-device", "a file with the mode of a device", k_zip,
              [] { return stored([](auto& e) { e.central.external = 0020644U << 16; }); }),
    ambiguous("zip-fifo", "a file with the mode of a fifo", k_zip,
              [] { return stored([](auto& e) { e.central.external = 0010644U << 16; }); }),
    violation("setuid-file", "zip-setuid", "a program that runs with its owner's rights", k_zip,
              [] { return stored([](auto& e) { e.central.external = 0104755U << 16; }); }),
};

constexpr auto k_techniques = joined(k_headers, k_extras, k_members);

} // namespace

std::span<const Technique> zip_entry_techniques() {
  return k_techniques;
}

} // namespace package_audit::proof
