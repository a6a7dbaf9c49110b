// Members of a 7z archive, and what it takes to unpack them.

#include "support/reading.hpp"
#include "support/seven_zip_recipe.hpp"
#include "support/zip_recipe.hpp"

#include <gtest/gtest.h>

namespace package_audit::formats::seven_zip {
namespace {

using namespace support;
using ::testing::ElementsAre;

constexpr AnomalyKind k_ambiguous = AnomalyKind::ambiguous;
constexpr AnomalyKind k_damaged = AnomalyKind::damaged;
constexpr AnomalyKind k_encrypted = AnomalyKind::encrypted;
constexpr AnomalyKind k_limit = AnomalyKind::limit;

Reading with_item(const SevenZipItem& item) {
  return read_bytes(make_seven_zip({.items = {item}}));
}

Reading with_coder(const std::string& id, const std::string& properties) {
  return read_bytes(make_seven_zip({.items = {seven_zip_file(u"bin/app", "content")},
                                    .coders = "\x01" + seven_zip_coder(id, properties)}));
}

TEST(SevenZipEntry, StopsBeforeADictionaryIsAllocated) {
  // PPMd with 1 GiB, LZMA with 1.5 GiB, LZMA2 with 4 GiB.
  EXPECT_THAT(with_coder("\x03\x04\x01", "\x06" + le(1 << 30, 4)),
              FaultsWith(k_limit, "limits.memory"));
  EXPECT_THAT(with_coder("\x03\x01\x01", "\x5D" + le(3U << 29, 4)),
              FaultsWith(k_limit, "limits.memory"));
  EXPECT_THAT(with_coder("\x21", "\x28"), FaultsWith(k_limit, "limits.memory"));
  // 192 MiB are half of what is allowed, roughly.
  EXPECT_THAT(with_coder("\x21", "\x1F"), ::testing::Not(FaultsWith(k_limit, "limits.memory")));
}

TEST(SevenZipEntry, RefusesPropertiesOfAnotherForm) {
  EXPECT_THAT(with_coder("\x21", "\x29"), FaultsWith(k_damaged, "properties of another form"));
  EXPECT_THAT(with_coder("\x21", "\x10\x10"), FaultsWith(k_damaged, "properties of another form"));
  EXPECT_THAT(with_coder("\x03\x01\x01", "\x5D"), FaultsWith(k_damaged, "of another form"));
  EXPECT_THAT(with_coder("\x03\x01\x01", "\xE1" + le(1 << 16, 4)),
              FaultsWith(k_damaged, "of another form"));
  EXPECT_THAT(with_coder("\x03\x04\x01", "text"), FaultsWith(k_damaged, "of another form"));
  EXPECT_THAT(with_coder(std::string(1, '\0'), "text"), FaultsWith(k_damaged, "of another form"));
}

TEST(SevenZipEntry, RefusesEncryption) {
  EXPECT_THAT(with_coder("\x06\xF1\x07\x01", "\x13"), FaultsWith(k_encrypted, "encrypted"));
}

TEST(SevenZipEntry, RefusesUnknownMethods) {
  // Deflate64, the ARM64 filter, Zstandard.
  for (const std::string id : {"\x04\x01\x09", "\x0A", "\x04\xF7\x11\x01"}) {
    EXPECT_THAT(with_coder(id, ""), FaultsWith(k_damaged, "is not supported"));
  }
}

TEST(SevenZipEntry, RefusesCodersThatAreNotJoined) {
  const auto joined = [](const std::string& pairs) {
    const std::string two = "\x02" + seven_zip_coder(std::string(1, '\0'), "") +
                            seven_zip_coder("\x03\x03\x01\x03", "");
    return read_bytes(
        make_seven_zip({.items = {seven_zip_file(u"a", "content")}, .coders = two + pairs}));
  };
  EXPECT_THAT(joined("\x02\x01"), FaultsWith(k_damaged, "not joined"));
  EXPECT_THAT(joined("\x01\x02"), FaultsWith(k_damaged, "not joined"));
}

TEST(SevenZipEntry, RefusesAWrongChecksum) {
  SevenZipRecipe recipe{.items = {seven_zip_file(u"bin/app", "content")}, .packed = "Content"};
  EXPECT_THAT(read_bytes(make_seven_zip(recipe)), FaultsWith(k_damaged, "CRC"));
}

TEST(SevenZipEntry, RefusesALinkWhoseTargetHasAWrongChecksum) {
  SevenZipRecipe recipe{.items = {seven_zip_link(u"link", "tool")}, .packed = "took"};
  EXPECT_THAT(read_bytes(make_seven_zip(recipe)), FaultsWith(k_damaged, "checksum of its target"));
}

TEST(SevenZipEntry, RefusesALinkTargetWithNul) {
  EXPECT_THAT(with_item(seven_zip_link(u"link", std::string("a\0b", 3))),
              FaultsWith(k_damaged, "checksum of its target"));
}

TEST(SevenZipEntry, RefusesALinkThatLeadsNowhere) {
  EXPECT_THAT(with_item(seven_zip_link(u"link", "")), FaultsWith(k_ambiguous, "its mode 120000"));
}

TEST(SevenZipEntry, RefusesAttributesThatDisagree) {
  const auto file = [](std::uint32_t attributes) {
    return with_item({.name = u"a", .content = "content", .attributes = attributes});
  };
  const auto folder = [](std::uint32_t attributes) {
    return with_item({.name = u"a", .folder = true, .attributes = attributes});
  };
  EXPECT_THAT(file(0x10), FaultsWith(k_ambiguous, "whether it is a folder"));
  EXPECT_THAT(folder(0x20), FaultsWith(k_ambiguous, "whether it is a folder"));
  EXPECT_THAT(file(0040755U << 16 | 0x8020), FaultsWith(k_ambiguous, "its mode 040000"));
  EXPECT_THAT(folder(0100644U << 16 | 0x8010), FaultsWith(k_ambiguous, "its mode 100000"));
  EXPECT_THAT(file(0020644U << 16 | 0x8020), FaultsWith(k_ambiguous, "its mode 020000"));
  EXPECT_THAT(file(0120777U << 16 | 0x20), FaultsWith(k_ambiguous, "only some readers"));
}

TEST(SevenZipEntry, KnowsWhetherAModeIsStored) {
  const auto mode_of = [](std::optional<std::uint32_t> attributes) {
    const Reading reading =
        with_item({.name = u"a", .content = "content", .attributes = attributes});
    EXPECT_THAT(reading, IsAccepted());
    return reading.listed.records.at(0).entry.mode;
  };
  EXPECT_EQ(mode_of(0100751U << 16 | 0x8020), 0751U);
  EXPECT_EQ(mode_of(0x20), std::nullopt);
  EXPECT_EQ(mode_of(std::nullopt), std::nullopt);
}

TEST(SevenZipEntry, RefusesAttributesOfSomeFilesOnly) {
  SevenZipRecipe recipe{.items = {seven_zip_file(u"a", "content")}};
  recipe.items[0].attributes.reset();
  recipe.properties = seven_zip_property(0x15, std::string("\x00\x80\x00", 3) + le(0x20, 4));
  EXPECT_THAT(read_bytes(make_seven_zip(recipe)), FaultsWith(k_ambiguous, "only some"));
}

TEST(SevenZipEntry, KeepsOddNamesForTheChecks) {
  for (const auto& [name, shown] :
       std::vector<std::pair<std::u16string, std::string>>{{u"../app", "../app"},
                                                           {u"/app", "/app"},
                                                           {u"C:\\app", "C:\\app"},
                                                           {u"a\\b", "a\\b"},
                                                           {u"a\nb", "a\nb"},
                                                           {u"\U0001F600", "\U0001F600"}}) {
    EXPECT_THAT(with_item(seven_zip_file(name, "content")).names(), ElementsAre(shown));
  }
}

TEST(SevenZipEntry, RefusesNamesThatReadersSeeDifferently) {
  EXPECT_THAT(with_item(seven_zip_file(u"a/", "content")),
              FaultsWith(k_ambiguous, "the name of a folder"));
  EXPECT_THAT(with_item(seven_zip_file(std::u16string(1, u'\xD800'), "content")),
              FaultsWith(k_ambiguous, "not UTF-16"));
  EXPECT_THAT(with_item(seven_zip_file(std::u16string(1, u'\xDC00'), "content")),
              FaultsWith(k_ambiguous, "not UTF-16"));
  // A and a combining dot: libarchive composes them, but that is the same name.
  EXPECT_THAT(with_item(seven_zip_file(u"A\u0307", "content")), IsAccepted());
}

TEST(SevenZipEntry, RefusesAnEmptyName) {
  EXPECT_THAT(with_item(seven_zip_file(u"", "content")), FaultsWith(k_damaged, "has no name"));
}

TEST(SevenZipEntry, RefusesAnotherNumberOfNames) {
  SevenZipRecipe recipe{.items = {seven_zip_file(u"bin/app", "content")}};
  recipe.change_header = [](std::string& header) {
    // "bin" and NUL instead of "bin/".
    header.replace(header.find(std::string("n\0/", 3)) + 2, 1, 1, '\0');
  };
  EXPECT_THAT(read_bytes(make_seven_zip(recipe)), FaultsWith(k_ambiguous, "more names than files"));
}

} // namespace
} // namespace package_audit::formats::seven_zip
