#include "formats/cpio/reader.hpp"
#include "support/archive_builder.hpp"
#include "support/archive_scratch.hpp"
#include "support/cpio_recipe.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace package_audit::formats::cpio {
namespace {

using namespace std::string_literals;
using support::BlockStream;
using support::Container;
using support::cpio_end;
using support::cpio_file;
using support::cpio_member;
using support::CpioRecipe;
using support::fault_of;
using support::make_archive;
using support::Recorder;
using ::testing::ElementsAre;

Recorder read(std::string_view bytes, std::size_t block_size = 4096) {
  BlockStream stream(bytes, block_size);
  Recorder recorder;
  read_stream(stream, Limits{}, recorder);
  return recorder;
}

CpioRecipe link_of(std::string name, std::string content = {}) {
  return {.inode = 7, .links = 3, .name = std::move(name) + '\0', .content = std::move(content)};
}

std::string linked(const std::string& content) {
  return cpio_file("before", "x") + cpio_member(link_of("h1")) + cpio_member(link_of("h2")) +
         cpio_member(link_of("h3", content)) + cpio_file("after", "y") + cpio_end();
}

TEST(Cpio, AgreesWithLibarchivesWriter) {
  const std::string bytes =
      make_archive(Container::cpio, {support::folder("./usr"),
                                     {.name = "./usr/Ü \xff", .content = "content", .mode = 04755},
                                     support::symlink("./usr/link", "acme"),
                                     {.name = "./usr/null", .type = EntryType::character_device}});
  const Recorder cpio = read(bytes, 7);
  EXPECT_THAT(cpio.names(), ElementsAre("./usr", "./usr/Ü \xff", "./usr/link", "./usr/null"));
  EXPECT_EQ(cpio.records[1].content, "content");
  EXPECT_EQ(cpio.records[1].entry.mode, 04755U);
  EXPECT_EQ(cpio.records[2].entry.link_target, "acme");
  EXPECT_EQ(cpio.records[3].entry.type, EntryType::character_device);
}

TEST(Cpio, MovesTheContentToTheFirstHardLink) {
  for (const std::size_t block_size : {1UL, 512UL, 1UL << 20}) {
    const Recorder cpio = read(linked("shared"), block_size);
    EXPECT_THAT(cpio.names(), ElementsAre("before", "h1", "h2", "h3", "after"));
    EXPECT_EQ(cpio.records[1].entry.type, EntryType::file);
    EXPECT_EQ(cpio.records[1].content, "shared");
    for (const std::size_t link : {2UL, 3UL}) {
      EXPECT_EQ(cpio.records[link].entry.type, EntryType::hardlink);
      EXPECT_EQ(cpio.records[link].entry.link_target, "h1");
      EXPECT_EQ(cpio.records[link].content, "");
    }
    EXPECT_EQ(cpio.records[4].content, "y");
  }
}

TEST(Cpio, KeepsHardLinksWithoutContentInOrder) {
  const Recorder cpio = read(linked(""));
  EXPECT_THAT(cpio.names(), ElementsAre("before", "h1", "h2", "h3", "after"));
  EXPECT_EQ(cpio.records[1].entry.type, EntryType::file);
  EXPECT_EQ(cpio.records[1].content, "");
}

TEST(Cpio, PassesOnHardLinksAtTheEnd) {
  const Recorder cpio = read(cpio_member(link_of("h1")) + cpio_member(link_of("h2")) +
                             cpio_member(link_of("h3", "shared")) + cpio_end());
  EXPECT_THAT(cpio.names(), ElementsAre("h1", "h2", "h3"));
  EXPECT_EQ(cpio.records[0].content, "shared");
}

TEST(Cpio, RefusesEveryTruncation) {
  const std::string bytes = linked("shared");
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    ASSERT_TRUE(fault_of([&] { read(bytes.substr(0, length)); })) << length;
  }
}

TEST(Cpio, LeavesPathAndSectionAsTheyAre) {
  const Entry entry = read(cpio_file("a", "") + cpio_end()).records.at(0).entry;
  EXPECT_EQ(entry.path, "");
  EXPECT_EQ(entry.section, Section::payload);
}

TEST(Cpio, RefusesWhatFollowsTheEndMark) {
  const auto fault = fault_of([] { read(linked("x") + cpio_file("hidden", "x") + cpio_end()); });
  ASSERT_TRUE(fault);
  EXPECT_EQ(fault->kind, AnomalyKind::unexpected_bytes);
}

} // namespace
} // namespace package_audit::formats::cpio
