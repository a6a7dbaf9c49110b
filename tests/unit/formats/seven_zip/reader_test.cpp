#include "formats/readers.hpp"
#include "support/archive_builder.hpp"
#include "support/reading.hpp"
#include "support/seven_zip_recipe.hpp"
#include "support/tool_run.hpp"

#include <gtest/gtest.h>

namespace package_audit::formats::seven_zip {
namespace {

using namespace support;
using ::testing::UnorderedElementsAre;
using ::testing::UnorderedElementsAreArray;

// What CPack packs: with LZMA, the header as well.
std::string small_archive() {
  return make_archive(Container::seven_zip,
                      {folder("acme"),
                       {.name = "acme/Übersicht.txt", .content = std::string(1000, 'x')},
                       {.name = "acme/tool", .content = "content", .mode = 0755},
                       {.name = "acme/empty"},
                       symlink("acme/link", "tool")});
}

TEST(SevenZip, HandsOutItsMembers) {
  const Reading archive = read_bytes(small_archive());
  ASSERT_THAT(archive, IsAccepted());
  EXPECT_THAT(archive.names(), UnorderedElementsAre("acme/", "acme/Übersicht.txt", "acme/tool",
                                                    "acme/empty", "acme/link"));
  for (const auto& record : archive.listed.records) {
    if (record.entry.member == "acme/tool") {
      EXPECT_EQ(record.content, "content");
      EXPECT_EQ(record.entry.mode, 0755U);
    }
    if (record.entry.member == "acme/link") {
      EXPECT_EQ(record.entry.type, EntryType::symlink);
      EXPECT_EQ(record.entry.link_target, "tool");
    }
  }
}

TEST(SevenZip, RefusesEveryTruncation) {
  const std::string bytes = small_archive();
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    ASSERT_TRUE(read_bytes(bytes.substr(0, length)).fault) << length;
  }
}

TEST(SevenZip, ReadsNothingElseAfterAnyFlippedBit) {
  std::string bytes = small_archive();
  const std::string content = content_of(read_bytes(bytes));
  std::size_t accepted = 0;
  for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
    bytes[bit / 8] = static_cast<char>(bytes[bit / 8] ^ 1 << bit % 8);
    const Reading reading = read_bytes(bytes);
    if (!reading.fault) {
      ++accepted;
      ASSERT_EQ(content_of(reading), content) << "bit " << bit % 8 << " of byte " << bit / 8;
    }
    bytes[bit / 8] = static_cast<char>(bytes[bit / 8] ^ 1 << bit % 8);
  }
  // The version's last bits, and LZMA's last bytes.
  EXPECT_LT(accepted, 128U);
}

TEST(SevenZip, SaysThatContentOrNamesAreEncrypted) {
  for (const char* const options : {"-pexample", "-pexample -mhe=on"}) {
    const std::string bytes = made_by(std::string("7z a -t7z ") + options +
                                      " package.7z tree/plain.txt && mv package.7z package");
    EXPECT_THAT(read_bytes(bytes), FaultsWith(AnomalyKind::encrypted, "encrypted")) << options;
  }
}

// Without the folders above them and the slashes of folders.
std::vector<std::string> packed_names(const Reading& reading, const std::string& above) {
  std::vector<std::string> names;
  for (std::string name : reading.names()) {
    if (name.ends_with('/')) name.pop_back();
    if (name + "/" == above) continue;
    names.push_back(name.starts_with(above) ? name.substr(above.size()) : name);
  }
  return names;
}

std::vector<std::string> tree_names() {
  return {"plain.txt",
          "with blank",
          "with blank/two  blanks.txt",
          "with blank/up",
          "Größe",
          "Größe/Übersicht.txt",
          std::string(120, 'd'),
          std::string(120, 'd') + "/" + std::string(160, 'n'),
          "empty",
          "large.bin",
          "hollow",
          "link"};
}

TEST(SevenZipTools, ReadsWhatCPackWrites) {
  const Reading archive = read_bytes(made_by_cpack("7Z"));
  ASSERT_THAT(archive, IsAccepted());
  const std::string first = archive.names()[0];
  EXPECT_THAT(packed_names(archive, first.substr(0, first.find('/', first.find('/') + 1) + 1)),
              UnorderedElementsAreArray(tree_names()));
}

TEST(SevenZipTools, ReadsWhat7ZipWrites) {
  for (const char* const options :
       {"", "-mx=0", "-mx=1", "-mx=9", "-ms=off", "-mhc=off", "-m0=lzma", "-m0=lzma -ms=off",
        "-m0=bzip2", "-m0=deflate", "-m0=BCJ -m1=lzma", "-m0=BCJ -m1=lzma2",
        "-m0=delta:4 -m1=lzma2", "-mtc=on -mta=on"}) {
    const Reading archive = read_bytes(made_by(std::string("cd tree && 7z a -snl ") + options +
                                               " ../package.7z . && mv ../package.7z ../package"));
    ASSERT_THAT(archive, IsAccepted()) << options;
    EXPECT_THAT(packed_names(archive, "./"), UnorderedElementsAreArray(tree_names())) << options;
  }
}

TEST(SevenZipTools, ReadsPpmdAndBcj2) {
  for (const char* const options : {"-m0=ppmd", "-m0=BCJ2 -m1=LZMA:d=1m"}) {
    const Reading archive = read_bytes(made_by(std::string("cd tree && 7z a -snl ") + options +
                                               " ../package.7z plain.txt empty hollow Größe && "
                                               "mv ../package.7z ../package"));
    ASSERT_THAT(archive, IsAccepted()) << options;
    EXPECT_EQ(archive.names().size(), 5U);
  }
}

TEST(SevenZipTools, ReadsAnArchiveOfEmptyThings) {
  const Reading archive = read_bytes(
      made_by("cd tree && 7z a ../package.7z empty hollow && mv ../package.7z ../package"));
  ASSERT_THAT(archive, IsAccepted());
  EXPECT_THAT(archive.names(), UnorderedElementsAre("empty", "hollow/"));
}

TEST(SevenZipTools, RefusesPackedBytesBehindTheEndOfLzma) {
  // As much as libarchive unpacks at once, so that it has no need to look at what follows.
  const std::string content(65536, 'x');
  const std::string alone =
      made_by("head -c 65536 /dev/zero | tr '\\0' x | xz --format=lzma >package");
  // Properties and the size of the dictionary, the unpacked size, and the packed stream.
  const std::string coders =
      "\x01" + seven_zip_coder(std::string("\x03\x01\x01"), alone.substr(0, 5));
  SevenZipRecipe recipe{.items = {seven_zip_file(u"x", content)}, .coders = coders};
  recipe.packed = alone.substr(13);
  EXPECT_THAT(read_bytes(make_seven_zip(recipe)), IsAccepted());
  *recipe.packed += "more";
  EXPECT_THAT(read_bytes(make_seven_zip(recipe)),
              FaultsWith(AnomalyKind::unexpected_bytes, "packed bytes follow"));
}

} // namespace
} // namespace package_audit::formats::seven_zip
