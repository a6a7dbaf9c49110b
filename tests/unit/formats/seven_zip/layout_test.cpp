// Where a 7z archive's parts lie, and what may be in its header.

#include "support/reading.hpp"
#include "support/seven_zip_recipe.hpp"
#include "support/zip_recipe.hpp"

#include <gtest/gtest.h>

namespace package_audit::formats::seven_zip {
namespace {

using namespace support;
using ::testing::ElementsAre;

constexpr AnomalyKind k_ambiguous = AnomalyKind::ambiguous;
constexpr AnomalyKind k_stray = AnomalyKind::unexpected_bytes;
constexpr AnomalyKind k_damaged = AnomalyKind::damaged;
constexpr AnomalyKind k_limit = AnomalyKind::limit;

SevenZipRecipe two_files() {
  return {
      .items = {seven_zip_file(u"bin/app", "content"), seven_zip_file(u"share/readme", "text")}};
}

template <typename Change>
Reading changed(Change change, const Limits& limits = {}) {
  SevenZipRecipe recipe = two_files();
  change(recipe);
  return read_bytes(make_seven_zip(recipe), limits);
}

TEST(SevenZipLayout, AcceptsWhatToolsWrite) {
  for (const bool packed : {false, true}) {
    SevenZipRecipe recipe{.items = {seven_zip_file(u"acme/Übersicht", "content", 0755),
                                    seven_zip_link(u"acme/link", "tool"),
                                    seven_zip_file(u"acme/empty", ""), seven_zip_folder(u"acme")},
                          .header_is_packed = packed};
    const Reading reading = read_bytes(make_seven_zip(recipe));
    ASSERT_THAT(reading, IsAccepted()) << packed;
    EXPECT_THAT(reading.names(), ElementsAre("acme/Übersicht", "acme/link", "acme/empty", "acme/"));
    const auto& records = reading.listed.records;
    EXPECT_EQ(records[0].content, "content");
    EXPECT_EQ(records[0].entry.mode, 0755U);
    EXPECT_EQ(records[1].entry.link_target, "tool");
    EXPECT_EQ(records[2].entry.type, EntryType::file);
    EXPECT_EQ(records[3].entry.type, EntryType::directory);
  }
}

TEST(SevenZipLayout, RefusesBytesBehindTheHeader) {
  EXPECT_THAT(changed([](auto& r) { r.after_header = "stray"; }),
              FaultsWith(k_stray, "5 bytes follow its header"));
}

TEST(SevenZipLayout, RefusesTwoArchivesInOne) {
  const std::string one = make_seven_zip(two_files());
  EXPECT_THAT(read_bytes(one + one), FaultsWith(k_stray, "follow its header"));
}

TEST(SevenZipLayout, RefusesAGapInFrontOfTheHeader) {
  EXPECT_THAT(changed([](auto& r) { r.stray = "stray"; }),
              FaultsWith(k_stray, "5 bytes between a packed stream and the header"));
  EXPECT_THAT(changed([](auto& r) {
                r.stray = "stray";
                r.header_is_packed = true;
              }),
              FaultsWith(k_stray, "5 bytes between a packed stream and a packed stream"));
}

TEST(SevenZipLayout, RefusesAGapInFrontOfThePackedStreams) {
  EXPECT_THAT(changed([](auto& r) {
                r.packed = "??contenttext";
                r.pack_begin = 2;
                r.pack_sizes = {11};
              }),
              FaultsWith(k_stray, "2 bytes between the signature header and a packed stream"));
}

TEST(SevenZipLayout, RefusesPackedStreamsThatOverlapTheHeader) {
  EXPECT_THAT(changed([](auto& r) {
                r.pack_sizes = {12};
                r.unpacked_size = 12;
              }),
              FaultsWith(k_ambiguous, "overlaps"));
  EXPECT_THAT(changed([](auto& r) { r.pack_sizes = {1'000'000}; }),
              FaultsWith(k_damaged, "behind the end of the file"));
  EXPECT_THAT(changed([](auto& r) { r.pack_begin = 0xFFFFFFFFFFFFFFFF; }),
              FaultsWith(k_damaged, "behind the end of the file"));
}

TEST(SevenZipLayout, RefusesAnArchiveWithoutHeader) {
  EXPECT_THAT(changed([](auto& r) {
                r.change_start = [](SevenZipStart& start) {
                  start.offset += start.size;
                  start.size = 0;
                };
              }),
              FaultsWith(k_ambiguous, "no header"));
}

TEST(SevenZipLayout, RefusesAHeaderElsewhere) {
  EXPECT_THAT(changed([](auto& r) { r.change_start = [](auto& start) { start.offset -= 1; }; }),
              FaultsWith(k_stray, "1 bytes follow its header"));
  EXPECT_THAT(changed([](auto& r) { r.change_start = [](auto& start) { start.size += 1; }; }),
              FaultsWith(k_damaged, "behind the end"));
  EXPECT_THAT(changed([](auto& r) { r.change_start = [](auto& start) { start.crc ^= 1; }; }),
              FaultsWith(k_damaged, "checksum of its header"));
}

TEST(SevenZipLayout, TakesAStubInFrontForAnotherFormat) {
  EXPECT_THAT(read_bytes("MZ" + make_seven_zip(two_files())),
              FaultsWith(AnomalyKind::unknown_format, "no reader"));
}

TEST(SevenZipLayout, KnowsVersions2To4) {
  for (const int minor : {0, 1, 2, 3, 4, 5, 255}) {
    const Reading reading = changed([&](auto& r) { r.minor = minor; });
    EXPECT_EQ(!reading.fault, minor >= 2 && minor <= 4) << minor;
  }
  EXPECT_THAT(changed([](auto& r) { r.major = 1; }), FaultsWith(k_damaged, "of version 1.4"));
}

TEST(SevenZipLayout, RefusesContentsWithoutMembers) {
  SevenZipRecipe recipe = two_files();
  recipe.change_header = [](std::string& header) {
    // Both files become empty ones: what they held belongs to nobody.
    const std::size_t at = header.find(std::string("\x05\x02", 2));
    header.insert(at + 2, seven_zip_property(0x0E, "\xC0") + seven_zip_property(0x0F, "\xC0"));
  };
  EXPECT_TRUE(read_bytes(make_seven_zip(recipe)).fault);
}

TEST(SevenZipLayout, RefusesMembersWithoutContents) {
  SevenZipRecipe recipe{.items = {seven_zip_file(u"bin/app", "content"), seven_zip_folder(u"d")}};
  recipe.change_header = [](std::string& header) {
    // The folder is said to have content.
    header.replace(header.find(std::string("\x0E\x01\x40")), 3, std::string("\x0E\x01\x00", 3));
  };
  EXPECT_TRUE(read_bytes(make_seven_zip(recipe)).fault);
}

TEST(SevenZipLayout, RefusesAPackedStreamWithoutFolder) {
  EXPECT_THAT(changed([](auto& r) {
                r.packed = "contenttextmore";
                r.pack_sizes = {11, 4};
              }),
              FaultsWith(k_ambiguous, "belongs to no folder"));
}

TEST(SevenZipLayout, RefusesContentsWithoutChecksum) {
  EXPECT_THAT(changed([](auto& r) { r.checksums = false; }), FaultsWith(k_damaged, "no checksum"));
}

TEST(SevenZipLayout, RefusesPackedBytesThatNobodyUnpacks) {
  EXPECT_THAT(changed([](auto& r) { r.packed = "contenttextmore"; }),
              FaultsWith(k_stray, "packed bytes follow"));
  EXPECT_THAT(changed([](auto& r) { r.packed = "content"; }), FaultsWith(k_damaged, "shorter"));
}

// A chunk that is not packed, and the end mark.
std::string lzma2(const std::string& content) {
  const std::size_t less_one = content.size() - 1;
  return "\x01" + std::string(1, static_cast<char>(less_one >> 8)) +
         std::string(1, static_cast<char>(less_one)) + content + std::string(1, '\0');
}

TEST(SevenZipLayout, FollowsTheChunksOfLzma2) {
  const auto packed = [](const std::string& bytes) {
    return changed([&](auto& r) {
      r.coders = "\x01" + seven_zip_coder("\x21", "\x10");
      r.packed = bytes;
    });
  };
  const std::string sound = lzma2("contenttext");
  EXPECT_THAT(packed(sound), IsAccepted());
  EXPECT_THAT(packed(sound + "more"), FaultsWith(k_stray, "packed bytes follow"));
  EXPECT_THAT(packed(sound.substr(0, sound.size() - 1)), FaultsWith(k_damaged, "no end mark"));
  EXPECT_THAT(packed(lzma2("contenttex")), FaultsWith(k_damaged, "too early"));
  EXPECT_THAT(packed(lzma2("contenttext?")), FaultsWith(k_damaged, "longer"));
}

TEST(SevenZipLayout, RefusesWhatIsNotInEveryHeader) {
  const std::string properties("\x02\x19\x01\x00\x00", 5);
  EXPECT_TRUE(changed([&](auto& r) { r.before_streams = properties; }).fault);
  EXPECT_TRUE(changed([](auto& r) { r.behind_files = "\x03"; }).fault);
  EXPECT_TRUE(changed([](auto& r) {
                r.change_header = [](std::string& header) { header += "more"; };
              }).fault);
}

TEST(SevenZipLayout, RefusesUnknownPropertiesOfFiles) {
  // Anti-items, comments, start positions, anything new.
  for (const int id : {0x10, 0x16, 0x18, 0x1A, 0x7F}) {
    EXPECT_THAT(changed([&](auto& r) { r.properties = seven_zip_property(id, "text"); }),
                FaultsWith(k_ambiguous, "unknown property"))
        << id;
  }
}

TEST(SevenZipLayout, AcceptsPaddingOfZerosOnly) {
  EXPECT_THAT(
      changed([](auto& r) { r.properties = seven_zip_property(0x19, std::string(7, '\0')); }),
      IsAccepted());
  EXPECT_THAT(changed([](auto& r) { r.properties = seven_zip_property(0x19, "text"); }),
              FaultsWith(k_stray, "padding is not zero"));
}

TEST(SevenZipLayout, RefusesPropertiesOfAnotherSize) {
  const std::string time(8, 't');
  const std::string all("\x01\x00", 2);
  EXPECT_THAT(changed([&](auto& r) { r.properties = seven_zip_property(0x14, all + time + time); }),
              IsAccepted());
  EXPECT_TRUE(changed([&](auto& r) { r.properties = seven_zip_property(0x14, all + time); }).fault);
  EXPECT_TRUE(changed([&](auto& r) {
                r.properties = seven_zip_property(0x14, all + time + time + "text");
              }).fault);
  EXPECT_TRUE(changed([&](auto& r) {
                r.properties = seven_zip_property(0x14, std::string("\x01\x01", 2) + time + time);
              }).fault);
}

TEST(SevenZipLayout, RefusesTwoListsOfNames) {
  const std::string names = std::string(1, '\0') + le('a', 2) + le(0, 2) + le('b', 2) + le(0, 2);
  EXPECT_THAT(changed([&](auto& r) { r.properties = seven_zip_property(0x11, names); }),
              FaultsWith(k_ambiguous, "twice"));
}

TEST(SevenZipLayout, StopsAtTheLimits) {
  Limits few;
  few.entries = 1;
  EXPECT_THAT(changed([](auto&) {}, few), FaultsWith(k_limit, "limits.entries"));
  Limits small;
  small.entry_size = 6;
  EXPECT_THAT(changed([](auto&) {}, small), FaultsWith(k_limit, "limits.entry_size"));
  Limits short_of_both;
  short_of_both.unpacked_size = 10;
  EXPECT_THAT(changed([](auto&) {}, short_of_both), FaultsWith(k_limit, "limits.unpacked_size"));
  Limits no_memory;
  no_memory.memory = 100;
  EXPECT_THAT(changed([](auto&) {}, no_memory), FaultsWith(k_limit, "limits.memory"));
  EXPECT_THAT(changed([](auto& r) { r.unpacked_size = 12'000'000'000; }),
              FaultsWith(k_limit, "limits.ratio"));
}

TEST(SevenZipLayout, SurvivesEveryChangedByteOfTheHeader) {
  const SevenZipRecipe sound{.items = {seven_zip_file(u"a", "content"), seven_zip_link(u"l", "a"),
                                       seven_zip_file(u"e", ""), seven_zip_folder(u"d")}};
  std::size_t size = 0;
  SevenZipRecipe measured = sound;
  measured.change_header = [&](std::string& header) { size = header.size(); };
  static_cast<void>(make_seven_zip(measured));
  std::size_t accepted = 0;
  for (std::size_t at = 0; at < size; ++at) {
    for (const int value : {0x00, 0x01, 0x02, 0x04, 0x0A, 0x10, 0x7F, 0x80, 0xC0, 0xFF}) {
      SevenZipRecipe changed = sound;
      changed.change_header = [&](std::string& header) { header[at] = static_cast<char>(value); };
      const Reading reading = read_bytes(make_seven_zip(changed));
      if (!reading.fault) ++accepted;
      ASSERT_TRUE(reading.fault || reading.names().size() == 4) << at << " = " << value;
    }
  }
  // Other letters and permissions.
  EXPECT_GT(accepted, 0U);
}

} // namespace
} // namespace package_audit::formats::seven_zip
