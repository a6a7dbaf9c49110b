#include "formats/tar/reader.hpp"
#include "support/archive_builder.hpp"
#include "support/archive_scratch.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace package_audit::formats::tar {
namespace {

using support::BlockStream;
using support::Container;
using support::fault_of;
using support::make_archive;
using support::make_tar;
using support::Recorder;
using support::tar_end;
using support::tar_member;
using ::testing::ElementsAre;

Recorder read(std::string_view bytes, std::size_t block_size = 4096) {
  BlockStream stream(bytes, block_size);
  Recorder recorder;
  read_stream(stream, Limits{}, recorder);
  return recorder;
}

std::optional<Anomaly> tar_fault(const std::string& bytes, std::size_t block_size = 4096) {
  return fault_of([&] { read(bytes, block_size); });
}

TEST(TarHead, IsRecognizedByItsChecksum) {
  const std::string header = tar_member('0', "bin/acme");
  EXPECT_TRUE(begins_tar(header));
  EXPECT_TRUE(begins_tar(tar_end()));
  std::string changed = header;
  changed[0] = 'B';
  EXPECT_FALSE(begins_tar(changed));
}

TEST(TarHead, IsNoOtherBlock) {
  EXPECT_FALSE(begins_tar(""));
  EXPECT_FALSE(begins_tar(std::string(511, '\0')));
  EXPECT_FALSE(begins_tar(std::string(512, ' ')));
  EXPECT_FALSE(begins_tar(std::string(512, 'x')));
}

TEST(Tar, PassesOnNamesTypesAndContent) {
  const Recorder tar = read(make_tar({support::folder("acme"),
                                      {.name = "acme/tool",
                                       .content = "\x7f"
                                                  "ELF",
                                       .mode = 0755},
                                      support::symlink("acme/link", "tool"),
                                      support::hardlink("acme/twin", "acme/tool")}));
  EXPECT_THAT(tar.names(), ElementsAre("acme/", "acme/tool", "acme/link", "acme/twin"));
  EXPECT_EQ(tar.records[0].entry.type, EntryType::directory);
  EXPECT_EQ(tar.records[1].entry.type, EntryType::file);
  EXPECT_EQ(tar.records[1].entry.mode, 0755U);
  EXPECT_EQ(tar.records[1].entry.mtime, 1'700'000'000);
  EXPECT_EQ(tar.records[1].content, "\x7f"
                                    "ELF");
  EXPECT_EQ(tar.records[2].entry.type, EntryType::symlink);
  EXPECT_EQ(tar.records[2].entry.link_target, "tool");
  EXPECT_EQ(tar.records[3].entry.type, EntryType::hardlink);
  EXPECT_EQ(tar.records[3].entry.link_target, "acme/tool");
}

TEST(Tar, KeepsDevicesAndFifosApartFromFiles) {
  const Recorder tar = read(make_tar({{.name = "console", .type = EntryType::character_device},
                                      {.name = "disk", .type = EntryType::block_device},
                                      {.name = "pipe", .type = EntryType::fifo}}));
  ASSERT_EQ(tar.records.size(), 3U);
  EXPECT_EQ(tar.records[0].entry.type, EntryType::character_device);
  EXPECT_EQ(tar.records[1].entry.type, EntryType::block_device);
  EXPECT_EQ(tar.records[2].entry.type, EntryType::fifo);
}

TEST(Tar, KeepsSpecialModeBits) {
  const Recorder tar =
      read(make_tar({{.name = "su", .mode = 04755}, {.name = "tmp", .mode = 01777}}));
  EXPECT_EQ(tar.records[0].entry.mode, 04755U);
  EXPECT_EQ(tar.records[1].entry.mode, 01777U);
}

class TarNames : public ::testing::TestWithParam<Container> {};
INSTANTIATE_TEST_SUITE_P(Tar, TarNames, ::testing::Values(Container::pax, Container::gnu_tar),
                         [](const auto& suite) {
                           return suite.param == Container::pax ? "pax" : "gnu";
                         });

TEST_P(TarNames, MayBeLong) {
  for (const std::size_t length : {99UL, 100UL, 101UL, 255UL, 256UL, 300UL, 4000UL}) {
    const std::string name = "folder/" + std::string(length - 7, 'n');
    const Recorder tar = read(make_archive(GetParam(), {{.name = name, .content = "x"}}));
    EXPECT_THAT(tar.names(), ElementsAre(name)) << length;
  }
}

TEST_P(TarNames, MayLinkFar) {
  const std::string target(300, 't');
  const Recorder tar = read(make_archive(GetParam(), {support::symlink("link", target)}));
  ASSERT_EQ(tar.records.size(), 1U);
  EXPECT_EQ(tar.records[0].entry.link_target, target);
}

TEST_P(TarNames, MayBeUtf8) {
  const std::string name = "share/Übersicht/日本語.txt";
  const Recorder tar = read(make_archive(GetParam(), {{.name = name}}));
  EXPECT_THAT(tar.names(), ElementsAre(name));
}

TEST(Tar, KeepsTheBytesOfNamesThatAreNotUtf8) {
  const Recorder tar = read(tar_member('0', "caf\xe9.txt", "x") + tar_end());
  EXPECT_THAT(tar.names(), ElementsAre("caf\xe9.txt"));
}

TEST(Tar, KeepsNamesAsStored) {
  const Recorder tar = read(tar_member('0', "./a//b/../c") + tar_member('0', "/etc/x") + tar_end());
  EXPECT_THAT(tar.names(), ElementsAre("./a//b/../c", "/etc/x"));
}

TEST(Tar, ReadsContentOfEverySizeAroundARecord) {
  for (const std::size_t size : {0UL, 1UL, 511UL, 512UL, 513UL, 300'000UL}) {
    const std::string content(size, 'c');
    for (const std::size_t block_size : {1UL, 500UL, 1UL << 20}) {
      if (size > 1000 && block_size == 1) continue;
      const std::string bytes = make_tar({{.name = "a", .content = content}, {.name = "b"}});
      const Recorder tar = read(bytes, block_size);
      ASSERT_EQ(tar.records.size(), 2U) << size;
      EXPECT_EQ(tar.records[0].content, content) << size;
    }
  }
}

TEST(Tar, LeavesPathAndSectionAsTheyAre) {
  const Entry entry = read(make_tar({{.name = "control"}})).records.at(0).entry;
  EXPECT_EQ(entry.path, "");
  EXPECT_EQ(entry.section, Section::payload);
}

TEST(TarEnd, MayBePaddedWithZeros) {
  EXPECT_EQ(read(tar_member('0', "a") + tar_end() + std::string(8704, '\0')).names().size(), 1U);
}

TEST(TarEnd, HasNoOtherBytesAfterIt) {
  const std::string tar = tar_member('0', "a", "content") + tar_end();
  for (const std::size_t block_size : {1UL, 512UL, 513UL, 1UL << 20}) {
    const auto fault = tar_fault(tar + tar_member('0', "hidden", "x") + tar_end(), block_size);
    ASSERT_TRUE(fault) << block_size;
    EXPECT_EQ(fault->kind, AnomalyKind::unexpected_bytes);
    EXPECT_TRUE(tar_fault(tar + "x", block_size)) << block_size;
    EXPECT_TRUE(tar_fault(tar + std::string(300'000, '\0') + "x", block_size)) << block_size;
  }
}

TEST(TarEnd, IsTwoRecordsOfZeros) {
  const std::string member = tar_member('0', "a", "content");
  const std::string zeros(512, '\0');
  EXPECT_TRUE(tar_fault(member));
  EXPECT_TRUE(tar_fault(member + zeros));
  EXPECT_TRUE(tar_fault(member + zeros + tar_member('0', "hidden") + tar_end()));
  EXPECT_TRUE(tar_fault(""));
}

TEST(TarEnd, IsNotMistakenForContentOfZeros) {
  EXPECT_TRUE(tar_fault(tar_member('0', "a", std::string(4096, '\0'))));
}

TEST(Tar, RefusesTwoNamesThatBecomeOneWhenComposed) {
  const std::string composed = tar_member('0', "caf\xc3\xa9");
  const std::string decomposed = tar_member('0', "cafe\xcc\x81");
  const auto fault = tar_fault(composed + decomposed + tar_end());
  ASSERT_TRUE(fault);
  EXPECT_EQ(fault->kind, AnomalyKind::ambiguous);
  EXPECT_THAT(fault->detail, ::testing::HasSubstr("composed in another way"));
  EXPECT_FALSE(tar_fault(composed + composed + tar_end())) << "for a check to find";
  EXPECT_FALSE(tar_fault(decomposed + tar_member('0', "cafe\xcc\x80") + tar_end()));
  EXPECT_FALSE(tar_fault(tar_member('0', "caf\xe9") + tar_member('0', "caf\xe8") + tar_end()));
}

TEST(Tar, RefusesEveryTruncation) {
  const std::string bytes = tar_member('5', "acme/") + tar_member('0', "acme/a", "content") +
                            tar_member('2', "acme/l", "", "a") + tar_end();
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    ASSERT_TRUE(tar_fault(bytes.substr(0, length))) << length;
  }
  EXPECT_FALSE(tar_fault(bytes));
}

TEST(Tar, RefusesEveryChangedHeaderByte) {
  const std::string header = tar_member('0', "a", "content");
  for (std::size_t i = 0; i < 512; ++i) {
    std::string bytes = header + tar_end();
    bytes[i] = static_cast<char>(bytes[i] ^ 0x01);
    ASSERT_TRUE(tar_fault(bytes)) << "byte " << i;
  }
}

} // namespace
} // namespace package_audit::formats::tar
