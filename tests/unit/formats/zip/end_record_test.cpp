// The records behind the directory: no two readers may find different directories.

#include "formats/zip/end_record.hpp"
#include "support/reading.hpp"
#include "support/zip_recipe.hpp"

#include <gtest/gtest.h>

namespace package_audit::formats::zip {
namespace {

using namespace support;

constexpr AnomalyKind k_ambiguous = AnomalyKind::ambiguous;
constexpr AnomalyKind k_stray = AnomalyKind::unexpected_bytes;
constexpr AnomalyKind k_damaged = AnomalyKind::damaged;

ZipRecipe two_files() {
  return {.entries = {zip_file("bin/app", "content"), zip_file("share/readme", "text")}};
}

Reading with_end(const std::function<void(ZipEndRecord&)>& change) {
  ZipRecipe zip = two_files();
  zip.change_end = change;
  return read_bytes(make_zip(zip));
}

Reading with_end64(const std::function<void(ZipEnd64&)>& change) {
  ZipRecipe zip = two_files();
  zip.zip64 = true;
  zip.change_end64 = change;
  return read_bytes(make_zip(zip));
}

TEST(ZipEnd, RefusesAnArchiveComment) {
  ZipRecipe zip = two_files();
  zip.change_end = [](ZipEndRecord& end) { end.comment_length = 6; };
  zip.after_end = "secret";
  EXPECT_THAT(read_bytes(make_zip(zip)), FaultsWith(k_stray, "6 bytes follow the end record"));
}

TEST(ZipEnd, RefusesACommentThatIsLongerOrShorterThanItsLength) {
  for (const std::uint16_t length : std::initializer_list<std::uint16_t>{1, 5, 7, 65535}) {
    ZipRecipe zip = two_files();
    zip.change_end = [&](ZipEndRecord& end) { end.comment_length = length; };
    zip.after_end = "secret";
    EXPECT_THAT(read_bytes(make_zip(zip)), FaultsWith(k_stray, "follow the end record")) << length;
  }
  EXPECT_THAT(with_end([](ZipEndRecord& end) { end.comment_length = 1; }),
              FaultsWith(k_ambiguous, "promises a comment of 1 bytes"));
}

TEST(ZipEnd, RefusesAZipInTheComment) {
  const std::string inner = make_zip({.entries = {zip_file("src/evil", "text")}});
  ZipRecipe zip = two_files();
  zip.change_end = [&](ZipEndRecord& end) {
    end.comment_length = static_cast<std::uint16_t>(inner.size());
  };
  zip.after_end = inner;
  EXPECT_THAT(read_bytes(make_zip(zip)), FaultsWith(k_ambiguous, "should end at byte"));
}

TEST(ZipEnd, RefusesAnArchiveWithoutOne) {
  const std::string whole = make_zip(two_files());
  EXPECT_THAT(read_bytes(whole.substr(0, whole.size() - 22)),
              FaultsWith(k_damaged, "the end record is missing"));
}

TEST(ZipEnd, RefusesAnyOtherNumberOfEntries) {
  for (const std::uint16_t count : std::initializer_list<std::uint16_t>{0, 1, 3, 0xFFFF}) {
    EXPECT_THAT(with_end([&](ZipEndRecord& end) { end.entries = end.entries_here = count; }),
                FaultsWith(k_ambiguous, "the end record counts"))
        << count;
    EXPECT_THAT(with_end([&](ZipEndRecord& end) { end.entries = count; }),
                FaultsWith(k_ambiguous, "counts 2 entries and"))
        << count;
  }
}

TEST(ZipEnd, RefusesACountModulo65536) {
  ZipRecipe many;
  for (int i = 0; i < 65537; ++i)
    many.entries.push_back(stored_file(std::to_string(i), ""));
  EXPECT_THAT(read_bytes(make_zip(many)), FaultsWith(k_ambiguous, "the end record counts"));
}

TEST(ZipEnd, RefusesAnotherSizeOrOffsetOfTheDirectory) {
  for (const int difference : {-1, 1}) {
    const auto add = static_cast<std::uint32_t>(difference);
    EXPECT_THAT(with_end([&](ZipEndRecord& end) { end.directory_size += add; }),
                FaultsWith(k_ambiguous, "should end at byte"));
    EXPECT_THAT(with_end([&](ZipEndRecord& end) { end.directory += add; }),
                FaultsWith(k_ambiguous, "should end at byte"));
    EXPECT_TRUE(with_end([&](ZipEndRecord& end) {
                  end.directory += add;
                  end.directory_size -= add;
                }).fault);
  }
  EXPECT_THAT(with_end([](ZipEndRecord& end) { end.directory = 0xFFFFFFFF; }),
              FaultsWith(k_ambiguous, "should end at byte"));
}

TEST(ZipEnd, RefusesSeveralDisks) {
  EXPECT_THAT(with_end([](ZipEndRecord& end) { end.disk = 1; }),
              FaultsWith(k_ambiguous, "several disks"));
  EXPECT_THAT(with_end([](ZipEndRecord& end) { end.directory_disk = 1; }),
              FaultsWith(k_ambiguous, "several disks"));
  EXPECT_THAT(with_end([](ZipEndRecord& end) { end.disk = end.directory_disk = 0xFFFF; }),
              FaultsWith(k_ambiguous, "several disks"));
  EXPECT_THAT(with_end64([](ZipEnd64& end) { end.disk = 1; }),
              FaultsWith(k_ambiguous, "several disks"));
  EXPECT_THAT(with_end64([](ZipEnd64& end) { end.directory_disk = 1; }),
              FaultsWith(k_ambiguous, "several disks"));
  EXPECT_THAT(with_end64([](ZipEnd64& end) { end.record_disk = 1; }),
              FaultsWith(k_ambiguous, "several disks"));
  EXPECT_THAT(with_end64([](ZipEnd64& end) { end.disks = 2; }),
              FaultsWith(k_ambiguous, "several disks"));
}

TEST(ZipEnd, AcceptsAZip64RecordThatSaysTheSame) {
  EXPECT_THAT(with_end64({}), IsAccepted());
}

TEST(ZipEnd, AcceptsAZip64RecordThatSaysWhatTheEndRecordCannot) {
  ZipRecipe zip = two_files();
  zip.zip64 = true;
  zip.change_end = [](ZipEndRecord& end) {
    end.entries = end.entries_here = 0xFFFF;
    end.directory = end.directory_size = 0xFFFFFFFF;
  };
  const Reading reading = read_bytes(make_zip(zip));
  EXPECT_THAT(reading, IsAccepted());
  EXPECT_EQ(reading.names().size(), 2U);
}

TEST(ZipEnd, RefusesAZip64RecordThatSaysAnythingElse) {
  EXPECT_THAT(with_end64([](ZipEnd64& end) { end.entries = 1; }),
              FaultsWith(k_ambiguous, "number of entries, the zip64 end record 1"));
  EXPECT_THAT(with_end64([](ZipEnd64& end) { end.entries_here = 1; }),
              FaultsWith(k_ambiguous, "number of entries on this disk"));
  EXPECT_THAT(with_end64([](ZipEnd64& end) { end.directory_size -= 1; }),
              FaultsWith(k_ambiguous, "size of the directory"));
  EXPECT_THAT(with_end64([](ZipEnd64& end) { end.directory = 0; }),
              FaultsWith(k_ambiguous, "offset of the directory"));
}

TEST(ZipEnd, RefusesAZip64RecordThatOnlySomeFieldsPointTo) {
  ZipRecipe zip = two_files();
  zip.zip64 = true;
  zip.change_end = [](ZipEndRecord& end) { end.directory = 0xFFFFFFFF; };
  zip.change_end64 = [](ZipEnd64& end) { end.directory = 0; };
  EXPECT_THAT(read_bytes(make_zip(zip)), FaultsWith(k_ambiguous, "should end at byte"));
}

TEST(ZipEnd, RefusesAZip64RecordElsewhereOrOfAnotherForm) {
  EXPECT_THAT(with_end64([](ZipEnd64& end) { end.record -= 1; }),
              FaultsWith(k_ambiguous, "not in front of its locator"));
  EXPECT_THAT(with_end64([](ZipEnd64& end) { end.record_size = 45; }),
              FaultsWith(k_ambiguous, "not of the form"));
  EXPECT_TRUE(with_end64([](ZipEnd64& end) {
                end.extensible = "text";
                end.record_size = 48;
              }).fault);
}

TEST(ZipEnd, AcceptsAnArchiveOfNothing) {
  EXPECT_THAT(read_bytes(make_zip({})), IsAccepted());
}

std::string bare_end(std::uint8_t entries, std::uint8_t directory_size, std::string comment = {}) {
  std::string record("PK\x05\x06", 4);
  for (const std::size_t field : {std::size_t{0}, std::size_t{0}, std::size_t{entries},
                                  std::size_t{entries}, std::size_t{directory_size}, std::size_t{0},
                                  std::size_t{0}, std::size_t{0}, comment.size()}) {
    record += static_cast<char>(field);
    record += '\0';
  }
  return record + comment;
}

TEST(ZipEnd, FindsSignaturesOneByOne) {
  const std::string bytes = "PK" + bare_end(0, 0) + "text" + bare_end(0, 0);
  EXPECT_EQ(find_end_signature(bytes), 2U);
  EXPECT_EQ(find_end_signature(bytes, 3), 28U);
  EXPECT_EQ(find_end_signature(bytes, 29), std::string::npos);
}

TEST(ZipEnd, IsFoundBehindAnythingThatADirectoryFitsIn) {
  const std::string front(92, 'x');
  EXPECT_TRUE(has_end_record(front + bare_end(2, 92), 92 + 22));
  EXPECT_TRUE(has_end_record(front + bare_end(2, 92, "text"), 92 + 26));
  EXPECT_TRUE(has_end_record(front + bare_end(1, 46) + "text", 92 + 26));
  // Of a larger file only the end is needed.
  EXPECT_TRUE(has_end_record(bare_end(2, 92), 92 + 22));
}

TEST(ZipEnd, IsNotFoundInBytesThatAreNone) {
  const std::string front(92, 'x');
  EXPECT_FALSE(has_end_record("", 0));
  EXPECT_FALSE(has_end_record(front, 92));
  EXPECT_FALSE(has_end_record(front + bare_end(0, 0), 92 + 22)) << "no entries";
  EXPECT_FALSE(has_end_record(front + bare_end(3, 92), 92 + 22)) << "a directory of two";
  EXPECT_FALSE(has_end_record(front + bare_end(2, 93), 92 + 22)) << "a directory too large";
  EXPECT_FALSE(has_end_record(bare_end(2, 92), 91 + 22)) << "a file too small";
  const std::string comment = bare_end(2, 92, "text");
  EXPECT_FALSE(has_end_record(front + comment.substr(0, comment.size() - 1), 92 + 25)) << "cut";
  EXPECT_FALSE(has_end_record(front + comment.substr(0, 21), 92 + 21)) << "cut";
}

TEST(ZipEnd, IsFoundNoFurtherFromTheEndThanTheLongestComment) {
  const std::string front(92, 'x');
  const std::string farthest = front + bare_end(2, 92) + std::string(65535, 'x');
  EXPECT_TRUE(has_end_record(farthest, farthest.size()));
  EXPECT_FALSE(has_end_record(farthest + "x", farthest.size() + 1));
}

} // namespace
} // namespace package_audit::formats::zip
