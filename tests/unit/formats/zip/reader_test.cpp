#include "formats/readers.hpp"
#include "support/archive_builder.hpp"
#include "support/reading.hpp"
#include "support/tool_run.hpp"
#include "support/zip_recipe.hpp"

#include <gtest/gtest.h>

namespace package_audit::formats::zip {
namespace {

using namespace support;
using ::testing::ElementsAre;
using ::testing::UnorderedElementsAreArray;

const std::vector<Member>& members() {
  static const std::vector<Member> all{
      folder("acme"),
      {.name = "acme/Übersicht.txt", .content = std::string(100'000, 'x')},
      {.name = "acme/tool", .content = "content", .mode = 0755},
      {.name = "acme/empty"},
      symlink("acme/link", "tool")};
  return all;
}

// A folder, a file, an empty file and a link, as CPack writes them.
std::string small_zip() {
  return make_zip({.entries = {zip_folder("acme/"), zip_file("acme/tool", "content content"),
                               zip_file("acme/empty", ""), zip_link("acme/link", "tool")}});
}

TEST(Zip, HandsOutItsMembers) {
  const Reading zip = read_bytes(make_archive(Container::zip, members()));
  ASSERT_THAT(zip, IsAccepted());
  EXPECT_THAT(zip.names(),
              ElementsAre("acme/", "acme/Übersicht.txt", "acme/tool", "acme/empty", "acme/link"));
  const auto& records = zip.listed.records;
  EXPECT_EQ(records[0].entry.type, EntryType::directory);
  EXPECT_EQ(records[1].content, std::string(100'000, 'x'));
  EXPECT_EQ(records[2].entry.mode, 0755U);
  EXPECT_EQ(records[4].entry.type, EntryType::symlink);
  EXPECT_EQ(records[4].entry.link_target, "tool");
}

TEST(Zip, RefusesEveryTruncation) {
  const std::string bytes = small_zip();
  ASSERT_THAT(read_bytes(bytes), IsAccepted());
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    ASSERT_TRUE(read_bytes(bytes.substr(0, length)).fault) << length;
  }
}

TEST(Zip, ReadsNothingElseAfterAnyFlippedBit) {
  std::string bytes = small_zip();
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
  // Permissions, unused attributes and bits behind the last deflate block.
  EXPECT_LT(accepted, bytes.size() * 8 / 20);
}

TEST(Zip, SaysThatContentIsEncrypted) {
  const std::string bytes = made_by("zip -P example package.zip tree/plain.txt && "
                                    "mv package.zip package");
  EXPECT_THAT(read_bytes(bytes), FaultsWith(AnomalyKind::encrypted, "encrypted"));
}

TEST(Zip, IsKnownByItsFirstBytes) {
  MemorySource zip(make_archive(Container::zip, members()));
  EXPECT_TRUE(recognize(zip));
  MemorySource empty(make_archive(Container::zip, {}));
  EXPECT_TRUE(recognize(empty));
  MemorySource behind_a_stub("MZ" + make_archive(Container::zip, members()));
  EXPECT_FALSE(recognize(behind_a_stub));
}

// The names that a tool packed, without the folders above them and the slashes of folders.
std::vector<std::string> packed_names(const Reading& reading, const std::string& above) {
  std::vector<std::string> names;
  for (std::string name : reading.names()) {
    if (name.ends_with('/')) name.pop_back();
    if (name.starts_with(above)) name = name.substr(above.size());
    if (!name.empty() && name + "/" != above) names.push_back(name);
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

TEST(ZipTools, ReadsWhatCPackWrites) {
  const Reading zip = read_bytes(made_by_cpack("ZIP"));
  ASSERT_THAT(zip, IsAccepted());
  std::vector<std::string> names = tree_names();
  // CPack names the folder that it installs to.
  EXPECT_THAT(packed_names(zip, zip.names()[0]), UnorderedElementsAreArray(names));
}

TEST(ZipTools, ReadsWhatInfoZipWrites) {
  for (const char* const options : {"-ry", "-ry -0", "-ry -9", "-ryX", "-ry -fz"}) {
    const Reading zip = read_bytes(made_by(std::string("cd tree && zip ") + options +
                                           " ../package.zip . && mv ../package.zip ../package"));
    ASSERT_THAT(zip, IsAccepted()) << options;
    EXPECT_THAT(packed_names(zip, "./"), UnorderedElementsAreArray(tree_names())) << options;
  }
}

TEST(ZipTools, ReadsWhatInfoZipWritesToAPipe) {
  // Some builds of it cannot store links there.
  const Reading zip =
      read_bytes(made_by("cd tree && zip -r - . -x link 'with blank/up*' | cat >../package"));
  ASSERT_THAT(zip, IsAccepted());
  EXPECT_EQ(packed_names(zip, "./").size(), tree_names().size() - 2);
}

TEST(ZipTools, ReadsWhat7ZipWrites) {
  for (const char* const options : {"", "-mx=0", "-mx=9", "-mtc=on", "-mcu=on"}) {
    const Reading zip = read_bytes(made_by(std::string("cd tree && 7z a -tzip -snl ") + options +
                                           " ../package.zip . && mv ../package.zip ../package"));
    ASSERT_THAT(zip, IsAccepted()) << options;
    EXPECT_THAT(packed_names(zip, "./"), UnorderedElementsAreArray(tree_names())) << options;
  }
}

TEST(ZipTools, ReadsWhatJavaWrites) {
  if (!has_tool("jar")) GTEST_SKIP() << "no jar here";
  for (const char* const options : {"cf", "cf0"}) {
    const Reading jar = read_bytes(made_by(std::string("jar ") + options +
                                           " package -C tree plain.txt -C tree "
                                           "hollow -C tree large.bin"));
    ASSERT_THAT(jar, IsAccepted()) << options;
    EXPECT_THAT(jar.names(), ElementsAre("META-INF/", "META-INF/MANIFEST.MF", "plain.txt",
                                         "hollow/", "large.bin"));
  }
}

TEST(ZipTools, ReadsWhatPythonWrites) {
  if (!has_tool("python3")) GTEST_SKIP() << "no python3 here";
  const Reading zip = read_bytes(made_by(R"(cat >pack.py <<'END'
import zipfile
with zipfile.ZipFile('package', 'w', zipfile.ZIP_DEFLATED) as package:
    for name in ('plain.txt', 'hollow', 'Größe/Übersicht.txt', 'large.bin'):
        package.write('tree/' + name, name)
    package.writestr('written.txt', 'text')
    package.writestr('stored.txt', 'text', zipfile.ZIP_STORED)
    with package.open('streamed.txt', 'w', force_zip64=True) as stream:
        stream.write(b'text')
END
python3 pack.py)"));
  ASSERT_THAT(zip, IsAccepted());
  EXPECT_THAT(zip.names(), ElementsAre("plain.txt", "hollow/", "Größe/Übersicht.txt", "large.bin",
                                       "written.txt", "stored.txt", "streamed.txt"));
}

} // namespace
} // namespace package_audit::formats::zip
