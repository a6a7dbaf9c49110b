#include "formats/cpio/parser.hpp"
#include "support/archive_scratch.hpp"
#include "support/cpio_recipe.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <string>
#include <vector>

namespace package_audit::formats::cpio {
namespace {

using namespace std::string_literals;
using support::BlockStream;
using support::cpio_end;
using support::cpio_file;
using support::cpio_member;
using support::CpioRecipe;
using support::fault_of;
using ::testing::HasSubstr;

std::vector<ParsedMember> parse(std::string_view bytes, std::size_t block_size = 4096,
                                const Limits& limits = {}) {
  Parser parser(limits);
  BlockStream stream(bytes, block_size);
  for (auto block = stream.next(); !block.empty(); block = stream.next())
    parser.feed(block);
  parser.finish();
  std::vector<ParsedMember> members;
  while (auto member = parser.take())
    members.push_back(*member);
  return members;
}

std::optional<Anomaly> cpio_fault(const std::string& bytes, const Limits& limits = {}) {
  return fault_of([&] { parse(bytes, 4096, limits); });
}

void expect_fault(const std::string& bytes, AnomalyKind kind, std::string_view detail) {
  const auto fault = cpio_fault(bytes);
  ASSERT_TRUE(fault) << detail;
  EXPECT_EQ(fault->kind, kind) << fault->detail;
  EXPECT_THAT(fault->detail, HasSubstr(std::string(detail)));
}

CpioRecipe link_of(std::string name, std::string content = {}) {
  return {.inode = 7, .links = 3, .name = std::move(name) + '\0', .content = std::move(content)};
}

std::string sample() {
  return cpio_member({.mode = 040755, .name = "./usr\0"s}) + cpio_file("./usr/a", "content") +
         cpio_member({.inode = 2, .mode = 0120777, .name = "./usr/l\0"s, .content = "a"}) +
         cpio_member(link_of("./usr/h1")) + cpio_member(link_of("./usr/h2")) +
         cpio_member(link_of("./usr/h3", "shared")) + cpio_end();
}

TEST(CpioParser, FindsTheMembersWhateverTheBlocks) {
  for (const std::size_t block_size : {1UL, 7UL, 511UL, 512UL, 513UL, 1UL << 20}) {
    const std::vector<ParsedMember> members = parse(sample(), block_size);
    ASSERT_EQ(members.size(), 6U) << block_size;
    EXPECT_EQ(members[0].name, "./usr");
    EXPECT_EQ(members[0].type, EntryType::directory);
    EXPECT_EQ(members[1].type, EntryType::file);
    EXPECT_EQ(members[1].size, 7U);
    EXPECT_EQ(members[2].type, EntryType::symlink);
    EXPECT_EQ(members[2].link_target, "a");
    EXPECT_EQ(members[2].size, 0U);
  }
}

TEST(CpioParser, ReportsFurtherNamesOfAnInodeAsHardLinks) {
  const std::vector<ParsedMember> members = parse(sample());
  EXPECT_EQ(members[3].type, EntryType::file);
  EXPECT_EQ(members[3].size, 0U);
  EXPECT_EQ(members[4].type, EntryType::hardlink);
  EXPECT_EQ(members[4].link_target, "./usr/h1");
  EXPECT_EQ(members[4].size, 0U);
  EXPECT_EQ(members[5].type, EntryType::hardlink);
  EXPECT_EQ(members[5].size, 6U);
}

TEST(CpioParser, ReadsSizesAroundTheAlignment) {
  for (std::size_t size = 0; size < 9; ++size) {
    const std::string name(size + 1, 'n');
    const auto members = parse(cpio_file(name, std::string(size, 'c')) + cpio_end(), 3);
    ASSERT_EQ(members.size(), 1U);
    EXPECT_EQ(members[0].name, name);
    EXPECT_EQ(members[0].size, size);
  }
}

TEST(CpioParser, DistinguishesDevicesFromFiles) {
  const auto type_of = [](std::uint32_t mode) {
    return parse(cpio_member({.mode = mode, .name = "x\0"s}) + cpio_end()).at(0).type;
  };
  EXPECT_EQ(type_of(0020644), EntryType::character_device);
  EXPECT_EQ(type_of(0060644), EntryType::block_device);
  EXPECT_EQ(type_of(0010644), EntryType::fifo);
  EXPECT_EQ(type_of(0140644), EntryType::socket);
}

TEST(CpioParser, AllowsLinkCountsOfDirectories) {
  const std::string bytes =
      cpio_member({.mode = 040755, .links = 2, .name = "x\0"s}) + cpio_file("x/a", "") + cpio_end();
  EXPECT_EQ(parse(bytes).size(), 2U);
}

TEST(CpioParser, RefusesEveryTruncation) {
  const std::string bytes = sample();
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    ASSERT_TRUE(cpio_fault(bytes.substr(0, length))) << length;
  }
}

TEST(CpioParser, RefusesEveryChangedPaddingByte) {
  const std::string good = cpio_member({.name = "abc\0"s, .content = "12345"}) + cpio_end();
  for (const std::size_t at : {114UL, 115UL, 121UL, 122UL, 123UL, good.size() - 1}) {
    std::string bytes = good;
    ASSERT_EQ(bytes[at], '\0') << at;
    bytes[at] = 'x';
    EXPECT_TRUE(cpio_fault(bytes)) << at;
  }
  expect_fault(cpio_member({.name = "ab\0"s, .padding = 'x'}) + cpio_end(),
               AnomalyKind::unexpected_bytes, "padding");
}

TEST(CpioParser, MayEndWithABlockOfZeros) {
  const std::string bytes = cpio_file("a", "") + cpio_end();
  EXPECT_FALSE(cpio_fault(bytes + std::string(512 - bytes.size(), '\0')));
  expect_fault(bytes + std::string(512 - bytes.size() + 1, '\0'), AnomalyKind::unexpected_bytes,
               "more zeros");
}

TEST(CpioParser, RefusesBytesAfterTheEndMark) {
  expect_fault(sample() + "x", AnomalyKind::unexpected_bytes, "further bytes");
  expect_fault(sample() + cpio_file("hidden", "x") + cpio_end(), AnomalyKind::unexpected_bytes,
               "further bytes");
}

TEST(CpioParser, RefusesAnEndMarkThatCarriesData) {
  for (const CpioRecipe& change :
       {CpioRecipe{.inode = 1, .mode = 0}, CpioRecipe{.inode = 0, .mode = 0100644},
        CpioRecipe{.inode = 0, .mode = 0, .uid = 1}, CpioRecipe{.inode = 0, .mode = 0, .gid = 1},
        CpioRecipe{.inode = 0, .mode = 0, .links = 2},
        CpioRecipe{.inode = 0, .mode = 0, .mtime = 1},
        CpioRecipe{.inode = 0, .mode = 0, .device = 1},
        CpioRecipe{.inode = 0, .mode = 0, .node_major = 1},
        CpioRecipe{.inode = 0, .mode = 0, .node_minor = 1},
        CpioRecipe{.inode = 0, .mode = 0, .checksum = 1},
        CpioRecipe{.inode = 0, .mode = 0, .content = "x"}}) {
    CpioRecipe recipe = change;
    recipe.name = "TRAILER!!!\0"s;
    expect_fault(cpio_member(recipe), AnomalyKind::ambiguous, "end mark carries data");
  }
}

TEST(CpioParser, RefusesOtherFormsOfCpio) {
  for (const std::string_view magic : {"070702", "070707", "ustar\0"}) {
    expect_fault(cpio_member({.magic = magic, .name = "a\0"s}) + cpio_end(), AnomalyKind::damaged,
                 "no cpio header");
  }
  expect_fault(cpio_member({.magic = "07070X", .name = "a\0"s}) + cpio_end(), AnomalyKind::damaged,
               "over 4 GiB");
  expect_fault(std::string(200, '\0'), AnomalyKind::damaged, "no cpio header");
}

TEST(CpioParser, RefusesInvalidNumbers) {
  for (const char other : {' ', '-', '+', 'x', 'g', '\0'}) {
    for (std::size_t at = 6; at < 110; at += 8) {
      std::string bytes = sample();
      bytes[at] = other;
      expect_fault(bytes, AnomalyKind::damaged, "hexadecimal");
    }
  }
}

TEST(CpioParser, AcceptsUpperCaseNumbers) {
  std::string bytes = cpio_member({.inode = 0xABCDEF, .name = "a\0"s}) + cpio_end();
  std::transform(bytes.begin(), bytes.begin() + 110, bytes.begin(),
                 [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  EXPECT_EQ(parse(bytes).size(), 1U);
}

TEST(CpioParser, RefusesNamesThatEndTwice) {
  expect_fault(cpio_member({.name = "a\0b\0"s}) + cpio_end(), AnomalyKind::ambiguous, "first NUL");
  expect_fault(cpio_member({.name = "ab"}) + cpio_end(), AnomalyKind::ambiguous, "first NUL");
  expect_fault(cpio_member({.name = "\0"s}) + cpio_end(), AnomalyKind::ambiguous, "no name");
  expect_fault(cpio_member({.name = ""}) + cpio_end(), AnomalyKind::ambiguous, "no name");
}

TEST(CpioParser, RefusesLinkTargetsThatEndTwice) {
  expect_fault(cpio_member({.mode = 0120777, .name = "l\0"s, .content = "a\0b"s}) + cpio_end(),
               AnomalyKind::ambiguous, "link target");
  expect_fault(cpio_member({.mode = 0120777, .name = "l\0"s}) + cpio_end(), AnomalyKind::ambiguous,
               "link target");
}

TEST(CpioParser, RefusesContentOfOtherTypes) {
  for (const std::uint32_t mode : {040755U, 020644U, 060644U, 010644U, 0140644U}) {
    expect_fault(cpio_member({.mode = mode, .name = "x\0"s, .content = "x"}) + cpio_end(),
                 AnomalyKind::ambiguous, "has content");
  }
}

TEST(CpioParser, RefusesUnknownModes) {
  for (const std::uint32_t mode : {0644U, 0110644U, 0170644U, 0200100644U}) {
    expect_fault(cpio_member({.mode = mode, .name = "x\0"s}) + cpio_end(), AnomalyKind::ambiguous,
                 "unknown mode");
  }
}

TEST(CpioParser, RefusesFieldsThatMeanNothing) {
  expect_fault(cpio_member({.checksum = 1, .name = "x\0"s}) + cpio_end(), AnomalyKind::ambiguous,
               "checksum");
  expect_fault(cpio_member({.node_major = 1, .name = "x\0"s}) + cpio_end(), AnomalyKind::ambiguous,
               "device number");
  expect_fault(cpio_member({.mode = 010644, .links = 2, .name = "x\0"s}) + cpio_end(),
               AnomalyKind::ambiguous, "hard linked");
}

TEST(CpioParser, RefusesHardLinksWithContentBeforeTheLast) {
  expect_fault(cpio_member(link_of("a", "x")) + cpio_member(link_of("b")) +
                   cpio_member(link_of("c")) + cpio_end(),
               AnomalyKind::ambiguous, "not the last");
}

TEST(CpioParser, RefusesHardLinksThatAreMissing) {
  const std::string begun = cpio_member(link_of("a")) + cpio_member(link_of("b"));
  expect_fault(begun + cpio_end(), AnomalyKind::ambiguous, "hard link to a");
  expect_fault(begun + cpio_file("c", "x") + cpio_end(), AnomalyKind::ambiguous, "hard link to a");
  CpioRecipe other = link_of("c", "x");
  other.mode = 0104755;
  expect_fault(begun + cpio_member(other) + cpio_end(), AnomalyKind::ambiguous, "hard link to a");
}

TEST(CpioParser, KeepsToTheLimits) {
  const std::string name(5000, 'n');
  const auto long_name = cpio_fault(cpio_file(name, "") + cpio_end());
  ASSERT_TRUE(long_name);
  EXPECT_EQ(long_name->kind, AnomalyKind::limit);
  EXPECT_THAT(long_name->detail, HasSubstr("path_length"));
  const auto long_target =
      cpio_fault(cpio_member({.mode = 0120777, .name = "l\0"s, .content = name}) + cpio_end());
  ASSERT_TRUE(long_target);
  EXPECT_EQ(long_target->kind, AnomalyKind::limit);
  const auto links = cpio_fault(sample(), Limits{.entries = 2});
  ASSERT_TRUE(links);
  EXPECT_EQ(links->kind, AnomalyKind::limit);
}

} // namespace
} // namespace package_audit::formats::cpio
