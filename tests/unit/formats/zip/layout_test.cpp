// Where a zip's parts lie: every byte belongs to one of them, and to one only.

#include "support/reading.hpp"
#include "support/zip_recipe.hpp"

#include <gtest/gtest.h>

namespace package_audit::formats::zip {
namespace {

using namespace support;
using ::testing::ElementsAre;

constexpr AnomalyKind k_ambiguous = AnomalyKind::ambiguous;
constexpr AnomalyKind k_stray = AnomalyKind::unexpected_bytes;
constexpr AnomalyKind k_damaged = AnomalyKind::damaged;
constexpr AnomalyKind k_limit = AnomalyKind::limit;

ZipRecipe two_files() {
  return {.entries = {zip_file("bin/app", "content"), zip_file("share/readme", "text")}};
}

Reading read(const ZipRecipe& recipe, const Limits& limits = {}) {
  return read_bytes(make_zip(recipe), limits);
}

TEST(ZipLayout, AcceptsTheFormThatCPackWrites) {
  const Reading zip = read({.entries = {zip_folder("acme/"), zip_file("acme/tool", "content"),
                                        zip_file("acme/empty", ""), zip_link("acme/l", "tool")}});
  EXPECT_THAT(zip, IsAccepted());
  EXPECT_THAT(zip.names(), ElementsAre("acme/", "acme/tool", "acme/empty", "acme/l"));
  EXPECT_EQ(zip.listed.records[1].content, "content");
  EXPECT_EQ(zip.listed.records[3].entry.link_target, "tool");
}

TEST(ZipLayout, ListsMembersInTheOrderOfTheFile) {
  ZipRecipe zip = two_files();
  const auto second = static_cast<std::uint32_t>(
      make_zip({.entries = {zip.entries[0]}, .change_end = {}}).find("PK\x01\x02"));
  std::swap(zip.entries[0].central, zip.entries[1].central);
  zip.entries[0].central.offset = second;
  zip.entries[1].central.offset = 0;
  EXPECT_THAT(read(zip), IsAccepted());
  EXPECT_THAT(read(zip).names(), ElementsAre("bin/app", "share/readme"));
}

TEST(ZipLayout, RefusesTwoEntriesAtOneOffset) {
  ZipRecipe zip = two_files();
  ZipEntry again = zip.entries[0];
  again.in_file = false;
  again.central.name = "src/evil";
  again.central.offset = 0;
  zip.entries.push_back(again);
  EXPECT_THAT(read(zip), FaultsWith(k_ambiguous, "overlaps"));
}

TEST(ZipLayout, RefusesAMemberThatTheDirectoryDoesNotName) {
  ZipRecipe zip = two_files();
  zip.entries[0].in_directory = false;
  EXPECT_THAT(read(zip), FaultsWith(k_stray, "belong to nothing"));
}

TEST(ZipLayout, RefusesBytesBetweenMembers) {
  ZipRecipe zip = two_files();
  zip.entries[1].stray = "?";
  EXPECT_THAT(read(zip), FaultsWith(k_stray, "1 bytes between a data descriptor and a local"));
}

TEST(ZipLayout, RefusesBytesInFrontOfTheDirectory) {
  ZipRecipe zip = two_files();
  zip.stray = "stray";
  EXPECT_THAT(read(zip), FaultsWith(k_stray, "5 bytes between a data descriptor and the central"));
}

TEST(ZipLayout, RefusesAStubInFront) {
  ZipRecipe zip = two_files();
  // The reader is not even asked when the first bytes are not its own.
  zip.entries[0].stray = make_zip({});
  EXPECT_THAT(read(zip), FaultsWith(k_stray, "between the start of the file and a local header"));
}

TEST(ZipLayout, RefusesBytesBehindTheEndRecord) {
  ZipRecipe zip = two_files();
  zip.after_end = "stray";
  EXPECT_THAT(read(zip), FaultsWith(k_stray, "5 bytes follow the end record"));
}

TEST(ZipLayout, RefusesTwoArchivesInOne) {
  const std::string one = make_zip(two_files());
  EXPECT_THAT(read_bytes(one + one), FaultsWith(k_ambiguous, "should end at byte"));
}

TEST(ZipLayout, RefusesAnEmptyEndRecordBehindTheArchive) {
  EXPECT_THAT(read_bytes(make_zip(two_files()) + make_zip({})),
              FaultsWith(k_ambiguous, "should end at byte"));
  // With an offset that makes the empty directory end where it should.
  const std::string one = make_zip(two_files());
  const std::string end = make_zip({.change_end = [&](ZipEndRecord& record) {
    record.directory = static_cast<std::uint32_t>(one.size());
  }});
  EXPECT_THAT(read_bytes(one + end), FaultsWith(k_stray, "belong to nothing"));
}

TEST(ZipLayout, RefusesTheOverlapBombBeforeItInflatesAnything) {
  const std::string kernel(20'000'000, 'x');
  ZipRecipe bomb{.entries = {zip_file("0", kernel)}};
  for (int i = 1; i < 100; ++i) {
    ZipEntry same = bomb.entries[0];
    same.in_file = false;
    same.central.name = std::to_string(i);
    same.central.offset = 0;
    bomb.entries.push_back(same);
  }
  Limits limits;
  limits.ratio = 1'000'000;
  const Reading reading = read(bomb, limits);
  EXPECT_THAT(reading, FaultsWith(k_ambiguous, "overlaps"));
  EXPECT_TRUE(reading.names().empty());
}

TEST(ZipLayout, RefusesAMemberThatLiesBehindTheEnd) {
  ZipRecipe zip = two_files();
  zip.entries[1].central.offset = 1'000'000;
  EXPECT_THAT(read(zip), FaultsWith(k_damaged, "behind the end"));
}

TEST(ZipLayout, RefusesAMemberThatIsNotWhereTheDirectorySays) {
  ZipRecipe zip = two_files();
  zip.entries[1].central.offset = 1;
  EXPECT_THAT(read(zip), FaultsWith(k_ambiguous, "no local header"));
}

TEST(ZipLayout, RefusesASizeThatReachesBehindTheEnd) {
  ZipRecipe zip = two_files();
  change_both(zip.entries[1], [](auto& header) { header.packed = 0xFFFFFFF0; });
  EXPECT_THAT(read(zip), FaultsWith(k_damaged, "behind the end"));
}

TEST(ZipLayout, RefusesAnotherSignatureOfALocalHeader) {
  ZipRecipe zip = two_files();
  zip.entries[1].local.signature = 0x04034b51;
  EXPECT_THAT(read(zip), FaultsWith(k_ambiguous, "no local header"));
}

TEST(ZipLayout, NamesTheMemberThatIsAtFault) {
  ZipRecipe zip = two_files();
  zip.entries[1].stray = "?";
  EXPECT_EQ(read(zip).fault->member, "share/readme");
}

TEST(ZipLayout, StopsAtTheLimitsBeforeItUnpacks) {
  Limits few;
  few.entries = 1;
  EXPECT_THAT(read(two_files(), few), FaultsWith(k_limit, "limits.entries"));
  Limits small;
  small.entry_size = 6;
  EXPECT_THAT(read(two_files(), small), FaultsWith(k_limit, "limits.entry_size"));
  Limits short_of_both;
  short_of_both.unpacked_size = 10;
  EXPECT_THAT(read(two_files(), short_of_both), FaultsWith(k_limit, "limits.unpacked_size"));
  Limits no_memory;
  no_memory.memory = 100;
  EXPECT_THAT(read(two_files(), no_memory), FaultsWith(k_limit, "limits.memory"));
  Limits no_extra;
  no_extra.header_size = 31;
  EXPECT_THAT(read(two_files(), no_extra), FaultsWith(k_limit, "limits.header_size"));
  Limits short_names;
  short_names.path_length = 3;
  EXPECT_THAT(read({.entries = {zip_link("l", "tool")}}, short_names),
              FaultsWith(k_limit, "limits.path_length"));
}

TEST(ZipLayout, StopsAtADeclaredRatio) {
  Limits limits;
  limits.ratio = 100;
  const ZipRecipe zeros{.entries = {zip_file("zeros", std::string(17 << 20, '\0'))}};
  const Reading reading = read(zeros, limits);
  EXPECT_THAT(reading, FaultsWith(k_limit, "limits.ratio"));
  EXPECT_TRUE(reading.names().empty());
  // Small files of zeros are common.
  EXPECT_THAT(read({.entries = {zip_file("zeros", std::string(15 << 20, '\0'))}}, limits),
              IsAccepted());
}

TEST(ZipLayout, CountsEntriesBeforeItReadsTheDirectory) {
  ZipRecipe zip{.entries = {}};
  zip.change_end = [](ZipEndRecord& end) { end.entries = end.entries_here = 0xFFFE; };
  Limits limits;
  limits.entries = 1000;
  EXPECT_THAT(read(zip, limits), FaultsWith(k_limit, "limits.entries"));
}

} // namespace
} // namespace package_audit::formats::zip
