#include "archive/readers.hpp"
#include "support/archive_builder.hpp"
#include "support/archive_scratch.hpp"
#include "util/file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <string>

namespace package_audit {
namespace {

using support::Container;
using support::fault_of;
using support::make_archive;
using support::Member;
using support::MemorySource;
using support::Recorder;
using support::ScratchFolder;
using ::testing::ElementsAre;

const std::vector<Member>& members() {
  static const std::vector<Member> all{
      support::folder("acme"),
      {.name = "acme/Übersicht.txt", .content = std::string(100'000, 'x')},
      {.name = "acme/tool", .content = "content", .mode = 0755},
      {.name = "acme/empty"},
      support::symlink("acme/link", "tool")};
  return all;
}

Recorder read(const std::string& bytes, decltype(&read_zip) reader) {
  MemorySource source(bytes);
  Recorder recorder;
  PackageNotes notes;
  reader(source, Limits{}, recorder, notes);
  return recorder;
}

// What a shell command makes of a small file: the bytes of the file `package`.
std::string made_by(const std::string& command) {
  const ScratchFolder scratch;
  scratch.write("secret.txt", "nobody can look at this");
  const std::string whole = "cd '" + scratch.path() + "' && { " + command + "; } >log 2>&1";
  EXPECT_EQ(std::system(whole.c_str()), 0) << whole;
  return read_text_file(scratch.path() + "/package", 1 << 20);
}

TEST(Zip, HandsOutItsMembers) {
  const Recorder zip = read(make_archive(Container::zip, members()), read_zip);
  EXPECT_THAT(zip.names(),
              ElementsAre("acme/", "acme/Übersicht.txt", "acme/tool", "acme/empty", "acme/link"));
  EXPECT_EQ(zip.records[0].entry.type, EntryType::directory);
  EXPECT_EQ(zip.records[1].content, std::string(100'000, 'x'));
  EXPECT_EQ(zip.records[2].entry.mode, 0755U);
  EXPECT_EQ(zip.records[4].entry.type, EntryType::symlink);
  EXPECT_EQ(zip.records[4].entry.link_target, "tool");
}

TEST(Zip, RefusesEveryTruncation) {
  const std::string bytes = make_archive(Container::zip, {{.name = "a", .content = "content"}});
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    ASSERT_TRUE(fault_of([&] { read(bytes.substr(0, length), read_zip); })) << length;
  }
}

TEST(Zip, RefusesChangedContent) {
  std::string bytes = make_archive(Container::zip, {{.name = "acme", .content = "XYZXYZ"}});
  const std::size_t at = bytes.find("XYZXYZ");
  const bool stored = at != std::string::npos;
  const std::size_t content = stored ? at : bytes.find("acme") + 4 + 30;
  bytes[content] = static_cast<char>(bytes[content] ^ 1);
  EXPECT_TRUE(fault_of([&] { read(bytes, read_zip); }));
}

TEST(Zip, SaysThatContentIsEncrypted) {
  const auto fault = fault_of([] {
    read(made_by("zip -P example package secret.txt && mv package.zip package"), read_zip);
  });
  ASSERT_TRUE(fault);
  EXPECT_EQ(fault->kind, AnomalyKind::encrypted);
}

TEST(Zip, IsKnownByItsFirstBytes) {
  MemorySource zip(make_archive(Container::zip, members()));
  EXPECT_TRUE(is_zip(zip));
  MemorySource empty(make_archive(Container::zip, {}));
  EXPECT_TRUE(is_zip(empty));
  MemorySource behind_a_stub("MZ" + make_archive(Container::zip, members()));
  EXPECT_FALSE(is_zip(behind_a_stub));
}

TEST(SevenZip, HandsOutItsMembers) {
  const Recorder archive = read(make_archive(Container::seven_zip, members()), read_seven_zip);
  EXPECT_THAT(archive.names(),
              ::testing::UnorderedElementsAre("acme/", "acme/Übersicht.txt", "acme/tool",
                                              "acme/empty", "acme/link"));
  for (const auto& record : archive.records) {
    if (record.entry.member == "acme/tool") {
      EXPECT_EQ(record.content, "content");
      EXPECT_EQ(record.entry.mode, 0755U);
    }
    if (record.entry.member == "acme/link") {
      EXPECT_EQ(record.entry.link_target, "tool");
    }
  }
}

TEST(SevenZip, RefusesEveryTruncation) {
  const std::string bytes =
      make_archive(Container::seven_zip, {{.name = "a", .content = "content"}});
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    ASSERT_TRUE(fault_of([&] { read(bytes.substr(0, length), read_seven_zip); })) << length;
  }
}

TEST(SevenZip, SaysThatContentOrNamesAreEncrypted) {
  for (const char* const options : {"-pexample", "-pexample -mhe=on"}) {
    const std::string bytes = made_by(std::string("7z a -t7z ") + options +
                                      " package secret.txt && mv package.7z package");
    const auto fault = fault_of([&] { read(bytes, read_seven_zip); });
    ASSERT_TRUE(fault) << options;
    EXPECT_EQ(fault->kind, AnomalyKind::encrypted) << options << ": " << fault->detail;
  }
}

} // namespace
} // namespace package_audit
