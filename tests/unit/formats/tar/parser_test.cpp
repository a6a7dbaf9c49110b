// The shape of a tar: members one after the other, each in its blocks, and an end.

#include "formats/tar/parser.hpp"
#include "support/archive_builder.hpp"
#include "support/archive_scratch.hpp"
#include "support/tar_parsing.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace package_audit::formats::tar {
namespace {

using namespace support;
using ::testing::HasSubstr;

const std::string k_zeros(512, '\0');

std::string sample() {
  return tar_member({.name = "acme/", .type_flag = '5', .mode = "0000755"}) +
         tar_member({.name = "acme/a", .content = "content"}) +
         tar_member({.name = "acme/l", .type_flag = '2', .link_name = "a"}) +
         tar_member({.name = "acme/h", .type_flag = '1', .link_name = "acme/a"}) +
         pax_header(pax_record("path", "acme/Übersicht")) +
         tar_member({.name = "acme/x", .content = std::string(1000, 'c')}) +
         gnu_long_name('K', std::string(300, 't')) + gnu_long_name('L', "acme/long") +
         tar_member({.name = "acme/x", .type_flag = '2', .link_name = "t", .magic = k_gnu_magic}) +
         tar_end();
}

TEST(TarParser, FindsTheMembersWhateverTheBlocks) {
  for (const std::size_t block_size : {1UL, 7UL, 511UL, 512UL, 513UL, 1UL << 20}) {
    const std::vector<ParsedMember> members = parse_tar(sample(), block_size);
    ASSERT_EQ(members.size(), 6U) << block_size;
    EXPECT_EQ(members[0].name, "acme/");
    EXPECT_EQ(members[0].type, EntryType::directory);
    EXPECT_EQ(members[1].type, EntryType::file);
    EXPECT_EQ(members[1].size, 7U);
    EXPECT_EQ(members[2].type, EntryType::symlink);
    EXPECT_EQ(members[2].link_target, "a");
    EXPECT_EQ(members[3].type, EntryType::hardlink);
    EXPECT_EQ(members[3].link_target, "acme/a");
    EXPECT_EQ(members[4].name, "acme/Übersicht");
    EXPECT_EQ(members[4].size, 1000U);
    EXPECT_EQ(members[5].name, "acme/long");
    EXPECT_EQ(members[5].link_target, std::string(300, 't'));
  }
}

TEST(TarParser, ReportsTheSameFaultWhateverTheBlocks) {
  const std::string bytes = sample().substr(0, sample().size() - 1024) + "x";
  for (const std::string& tar : {bytes, sample() + "x", sample().substr(0, 700)}) {
    const auto whole = tar_parse_fault(tar, 1UL << 20);
    ASSERT_TRUE(whole);
    for (const std::size_t block_size : {1UL, 7UL, 511UL, 512UL, 513UL}) {
      const auto fault = tar_parse_fault(tar, block_size);
      ASSERT_TRUE(fault);
      EXPECT_EQ(fault->detail, whole->detail);
      EXPECT_EQ(fault->member, whole->member);
    }
  }
}

TEST(TarParser, RefusesEveryTruncation) {
  const std::string bytes = sample();
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    ASSERT_TRUE(tar_parse_fault(bytes.substr(0, length))) << length;
  }
}

// Of a tar that fills its record only the cut to its two blocks of zeros is a whole tar, too.
TEST(TarParser, RefusesEveryTruncationOfAFullRecord) {
  std::string bytes = tar_member({.name = "a"}) + tar_end();
  const std::size_t end = bytes.size();
  bytes.resize(10'240);
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    EXPECT_EQ(!tar_parse_fault(bytes.substr(0, length)), length == end) << length;
  }
  EXPECT_FALSE(tar_parse_fault(bytes));
}

TEST(TarParser, NoFlippedBitOfAHeaderGoesUnseen) {
  const std::string bytes = tar_member({.name = "a", .content = "content"}) + tar_end();
  for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
    const std::size_t at = bit / 8;
    const bool is_content = at >= 512 && at < 519;
    const bool ends_checksum = at == 154 || at == 155; // a blank is as good as a NUL there
    if (is_content || (ends_checksum && bit % 8 == 5)) continue;
    std::string flipped = bytes;
    flipped[at] = static_cast<char>(flipped[at] ^ (1 << (bit % 8)));
    ASSERT_TRUE(tar_parse_fault(flipped)) << "byte " << at << " bit " << bit % 8;
  }
}

TEST(TarParserEnd, FillsARecordOrNothing) {
  const std::string tar = tar_member({.name = "a"}) + tar_end();
  EXPECT_FALSE(tar_parse_fault(tar));
  EXPECT_FALSE(tar_parse_fault(tar + std::string(10'240 - tar.size(), '\0')));
  // Two blocks that end a record themselves.
  const std::string full = tar_member({.name = "a", .content = std::string(8704, 'c')}) + tar_end();
  ASSERT_EQ(full.size(), 10'240U);
  EXPECT_FALSE(tar_parse_fault(full));
  expect_tar_fault(full + k_zeros, AnomalyKind::unexpected_bytes, "more zeros");
  expect_tar_fault(tar + k_zeros, AnomalyKind::unexpected_bytes, "fill no record");
  expect_tar_fault(tar + std::string(10'240, '\0'), AnomalyKind::unexpected_bytes, "more zeros");
}

TEST(TarParserEnd, HasNoBytesAfterTwoZeroBlocks) {
  const std::string tar = tar_member({.name = "a"}) + tar_end();
  expect_tar_fault(tar + tar, AnomalyKind::unexpected_bytes, "further bytes");
  expect_tar_fault(tar + "PK\x05\x06", AnomalyKind::unexpected_bytes, "further bytes");
  expect_tar_fault(tar + std::string(8000, '\0') + "x", AnomalyKind::unexpected_bytes,
                   "further bytes");
}

TEST(TarParserEnd, IsNoSingleZeroBlock) {
  const std::string member = tar_member({.name = "a"});
  expect_tar_fault(member + k_zeros + member + tar_end(), AnomalyKind::ambiguous,
                   "a single block of zeros");
  expect_tar_fault(member + k_zeros, AnomalyKind::damaged, "before its end mark");
}

TEST(TarParserEnd, MustBeThere) {
  expect_tar_fault(tar_member({.name = "a"}), AnomalyKind::damaged, "before its end mark");
  expect_tar_fault("", AnomalyKind::damaged, "before its end mark");
}

// The check `empty-package` refuses it.
TEST(TarParserEnd, MayBeAllThereIs) {
  EXPECT_TRUE(parse_tar(tar_end()).empty());
}

TEST(TarParserEnd, HasNoExtensionInFrontOfIt) {
  expect_tar_fault(pax_header(pax_record("path", "x")) + tar_end(), AnomalyKind::ambiguous,
                   "no member behind it");
  expect_tar_fault(gnu_long_name('L', "x") + tar_end(), AnomalyKind::ambiguous,
                   "no member behind it");
  expect_tar_fault(pax_header(pax_record("mtime", "1.5")) + tar_end(), AnomalyKind::ambiguous,
                   "no member behind it");
}

TEST(TarParserPadding, IsZero) {
  expect_tar_fault(tar_member({.name = "a", .content = "content", .padding = 'x'}) + tar_end(),
                   AnomalyKind::unexpected_bytes, "padding");
  const TarRecipe extension{
      .name = "PaxHeaders/a", .type_flag = 'x', .content = pax_record("path", "b"), .padding = 'x'};
  expect_tar_fault(tar_member(extension) + tar_member({.name = "a"}) + tar_end(),
                   AnomalyKind::unexpected_bytes, "padding");
}

TEST(TarParser, NamesTheMemberThatIsAtFault) {
  const auto fault = tar_parse_fault(tar_member({.name = "bin/a", .type_flag = '7'}) + tar_end());
  ASSERT_TRUE(fault);
  EXPECT_EQ(fault->member, "bin/a");
  const auto renamed = tar_parse_fault(pax_header(pax_record("path", "bin/b")) +
                                       tar_member({.name = "bin/a", .type_flag = '7'}) + tar_end());
  ASSERT_TRUE(renamed);
  EXPECT_EQ(renamed->member, "bin/b");
}

TEST(TarParser, KeepsToTheLimits) {
  const auto limit_of = [](const std::string& tar, const Limits& limits) {
    const auto fault = fault_of([&] { parse_tar(tar + tar_end(), 4096, limits); });
    return fault && fault->kind == AnomalyKind::limit ? fault->detail : "";
  };
  const std::string long_name(5000, 'n');
  const std::string member = tar_member({.name = "a"});
  EXPECT_THAT(limit_of(gnu_long_name('L', long_name) + member, {}), HasSubstr("path_length"));
  EXPECT_THAT(limit_of(pax_header(pax_record("path", long_name)) + member, {}),
              HasSubstr("path_length"));
  EXPECT_THAT(limit_of(pax_header(pax_record("linkpath", long_name)) +
                           tar_member({.name = "a", .type_flag = '2', .link_name = "b"}),
                       {}),
              HasSubstr("path_length"));
  EXPECT_THAT(limit_of(gnu_long_name('L', std::string(70'000, 'n')) + member, {}),
              HasSubstr("header_size"));
  EXPECT_THAT(limit_of(pax_header(pax_record("path", std::string(70'000, 'n'))) + member, {}),
              HasSubstr("header_size"));
  EXPECT_THAT(limit_of(tar_member({.name = "a", .size = "77777777777"}), {}),
              HasSubstr("entry_size"));
  EXPECT_THAT(limit_of(tar_member({.name = "a", .content = "xx"}), {.entry_size = 1}),
              HasSubstr("entry_size"));
}

// Hundreds of thousands of long names for one member are not read to the last.
TEST(TarParser, StopsAtTheSecondLongName) {
  const Limits limits;
  Parser parser(limits);
  const std::string name = gnu_long_name('L', "x");
  parser.feed(std::as_bytes(std::span(name)));
  EXPECT_TRUE(fault_of([&] { parser.feed(std::as_bytes(std::span(name))); }));
}

} // namespace
} // namespace package_audit::formats::tar
