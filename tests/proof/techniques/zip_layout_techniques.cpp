// Where a zip's parts lie and what its end records say.

#include "support/zip_recipe.hpp"
#include "technique.hpp"

#include <array>

namespace package_audit::proof {

namespace {

using namespace support;

constexpr std::string_view k_zip = "acme-1.0.zip";

ZipRecipe recipe() {
  return {.entries = {zip_file(std::string(k_program), k_program_content),
                      zip_file(std::string(k_readme), k_readme_content)}};
}

std::string changed(void (*change)(ZipRecipe&)) {
  ZipRecipe zip = recipe();
  change(zip);
  return make_zip(zip);
}

std::string with_end(void (*change)(ZipEndRecord&)) {
  ZipRecipe zip = recipe();
  zip.change_end = change;
  return make_zip(zip);
}

std::string with_end64(void (*change)(ZipEnd64&)) {
  ZipRecipe zip = recipe();
  zip.zip64 = true;
  zip.change_end64 = change;
  return make_zip(zip);
}

// A comment, and the length that the end record gives it.
std::string commented(const std::string& comment, std::size_t length) {
  ZipRecipe zip = recipe();
  zip.change_end = [&](ZipEndRecord& end) {
    end.comment_length = static_cast<std::uint16_t>(length);
  };
  zip.after_end = comment;
  return make_zip(zip);
}

std::string large_content() {
  std::string content;
  content.resize(10'000'000, 'x');
  return content;
}

std::string other_zip() {
  return make_zip({.entries = {zip_file("src/secret.c", "int main;")}});
}

// An archive whose first member's content holds the second one's local header.
std::string overlapping() {
  const ZipEntry inner = stored_file(std::string(k_readme), "text");
  const std::string whole = make_zip({.entries = {inner}});
  const std::string local = whole.substr(0, whole.find("PK\x01\x02"));
  ZipRecipe zip{.entries = {stored_file(std::string(k_program), local), inner}};
  zip.entries[1].in_file = false;
  const std::string plain = make_zip(zip);
  zip.entries[1].central.offset = static_cast<std::uint32_t>(plain.find(local.substr(0, 30), 4));
  return make_zip(zip);
}

constexpr std::array k_places{
    sound("zip-sound", "nothing", k_zip, [] { return sound_zip(); }),
    sound("zip-sound-folder", "a folder of its own for each file", k_zip,
          [] {
            return changed([](ZipRecipe& zip) {
              zip.entries.insert(zip.entries.begin(), {zip_folder("bin/"), zip_folder("share/")});
            });
          }),
    sound("zip-sound-stored", "stored members, as small ones are", k_zip,
          [] {
            return make_zip(
                {.entries = {stored_file(std::string(k_program), std::string(k_program_content)),
                             stored_file(std::string(k_readme), "")}});
          }),
    ambiguous("zip-one-offset", "two directory entries of other names share one member", k_zip,
              [] {
                return changed([](ZipRecipe& zip) {
                  ZipEntry again = zip.entries[0];
                  again.in_file = false;
                  again.central.name = "src/secret.c";
                  again.central.offset = 0;
                  zip.entries.push_back(again);
                });
              }),
    ambiguous("zip-hidden-member", "a member that the directory does not name", k_zip,
              [] {
                return changed([](ZipRecipe& zip) {
                  zip.entries.push_back(zip_file("src/secret.c", "int main;"));
                  zip.entries.back().in_directory = false;
                });
              }),
    ambiguous("zip-between-members", "bytes between two members", k_zip,
              [] { return changed([](ZipRecipe& zip) { zip.entries[1].stray = "secret"; }); }),
    ambiguous("zip-before-directory", "bytes in front of the directory", k_zip,
              [] { return changed([](ZipRecipe& zip) { zip.stray = "secret"; }); }),
    broken("zip-stub", "a program in front of the first member", k_zip,
           [] { return changed([](ZipRecipe& zip) { zip.entries[0].stray = "MZ stub"; }); }),
    ambiguous("zip-zip-stub", "an empty zip in front of the first member", k_zip,
              [] { return changed([](ZipRecipe& zip) { zip.entries[0].stray = make_zip({}); }); }),
    ambiguous("zip-behind-end", "bytes behind the end record", k_zip,
              [] { return changed([](ZipRecipe& zip) { zip.after_end = "secret"; }); }),
    ambiguous("zip-comment", "text in the archive's comment", k_zip,
              [] { return commented("secret", 6); }),
    ambiguous("zip-short-comment", "a comment that is longer than its length", k_zip,
              [] { return commented("secret", 2); }),
    ambiguous("zip-long-comment", "a comment that is shorter than its length", k_zip,
              [] { return commented("secret", 600); }),
    ambiguous("zip-no-comment", "the length of a comment that is not there", k_zip,
              [] { return commented("", 6); }),
    ambiguous("zip-two-archives", "two archives one behind the other", k_zip,
              [] { return sound_zip() + other_zip(); }),
    ambiguous("zip-in-comment", "an archive in the comment of another", k_zip,
              [] { return commented(other_zip(), other_zip().size()); }),
    ambiguous("zip-empty-end", "the end record of an empty archive behind the archive", k_zip,
              [] { return sound_zip() + make_zip({}); }),
    broken("zip-no-end", "cut off before the end record", k_zip,
           [] { return sound_zip().substr(0, sound_zip().size() - 22); }),
    broken("zip-cut", "cut off in the directory", k_zip,
           [] { return sound_zip().substr(0, sound_zip().size() - 60); }),
    ambiguous("zip-overlap", "a member within the content of another", k_zip, overlapping),
    ambiguous("zip-overlap-bomb", "a hundred members that share 10 MB of content", k_zip,
              [] {
                ZipRecipe bomb{.entries = {zip_file("0", large_content())}};
                for (int i = 1; i < 100; ++i) {
                  ZipEntry same = bomb.entries[0];
                  same.in_file = false;
                  same.central.name = std::to_string(i);
                  same.central.offset = 0;
                  bomb.entries.push_back(same);
                }
                return make_zip(bomb);
              }),
};

constexpr std::array k_ends{
    ambiguous("zip-low-count", "the end record counts too few members", k_zip,
              [] { return with_end([](auto& end) { end.entries = end.entries_here = 1; }); }),
    ambiguous("zip-high-count", "the end record counts too many members", k_zip,
              [] { return with_end([](auto& end) { end.entries = end.entries_here = 9; }); }),
    ambiguous("zip-two-counts", "the end record has two counts", k_zip,
              [] { return with_end([](auto& end) { end.entries_here = 1; }); }),
    ambiguous("zip-count-modulo", "65,537 members and a count of one", k_zip,
              [] {
                ZipRecipe many;
                for (int i = 0; i < 65'537; ++i)
                  many.entries.push_back(stored_file(std::to_string(i), ""));
                return make_zip(many);
              }),
    ambiguous("zip-small-directory", "the directory is larger than its size", k_zip,
              [] { return with_end([](auto& end) { end.directory_size -= 20; }); }),
    ambiguous("zip-large-directory", "the directory is smaller than its size", k_zip,
              [] { return with_end([](auto& end) { end.directory_size += 20; }); }),
    ambiguous("zip-early-directory", "the directory lies behind its offset", k_zip,
              [] { return with_end([](auto& end) { end.directory -= 20; }); }),
    ambiguous("zip-late-directory", "the directory lies in front of its offset", k_zip,
              [] { return with_end([](auto& end) { end.directory += 20; }); }),
    ambiguous("zip-no-directory", "the directory's offset is that of zip64, which is not there",
              k_zip, [] { return with_end([](auto& end) { end.directory = 0xFFFFFFFF; }); }),
    ambiguous("zip-disk", "the end record is that of the second disk", k_zip,
              [] { return with_end([](auto& end) { end.disk = 1; }); }),
    ambiguous("zip-directory-disk", "the directory is on another disk", k_zip,
              [] { return with_end([](auto& end) { end.directory_disk = 1; }); }),
    ambiguous("zip-entry-disk", "a member is on another disk", k_zip,
              [] { return changed([](ZipRecipe& zip) { zip.entries[1].central.disk = 1; }); }),
    sound("zip64-sound", "both end records say the same", k_zip,
          [] { return with_end64(nullptr); }),
    ambiguous("zip64-count", "the zip64 record counts other members", k_zip,
              [] { return with_end64([](auto& end) { end.entries = end.entries_here = 1; }); }),
    ambiguous("zip64-size", "the zip64 record has another size of the directory", k_zip,
              [] { return with_end64([](auto& end) { end.directory_size -= 20; }); }),
    ambiguous("zip64-offset", "the zip64 record has another offset of the directory", k_zip,
              [] { return with_end64([](auto& end) { end.directory = 0; }); }),
    ambiguous("zip64-one-field", "one field alone points to the zip64 record, which differs", k_zip,
              [] {
                return changed([](ZipRecipe& zip) {
                  zip.zip64 = true;
                  zip.change_end = [](ZipEndRecord& end) { end.directory = 0xFFFFFFFF; };
                  zip.change_end64 = [](ZipEnd64& end) { end.directory = 0; };
                });
              }),
    ambiguous("zip64-elsewhere", "the locator points in front of the zip64 record", k_zip,
              [] { return with_end64([](auto& end) { end.record -= 1; }); }),
    ambiguous("zip64-extensible", "text in the zip64 record's extensible data", k_zip,
              [] {
                return with_end64([](auto& end) {
                  end.extensible = "secret";
                  end.record_size = 44 + 6;
                });
              }),
    ambiguous("zip64-disks", "the locator counts two disks", k_zip,
              [] { return with_end64([](auto& end) { end.disks = 2; }); }),
};

constexpr auto k_techniques = joined(k_places, k_ends);

} // namespace

std::string sound_zip() {
  return make_zip(recipe());
}

std::span<const Technique> zip_layout_techniques() {
  return k_techniques;
}

} // namespace package_audit::proof
