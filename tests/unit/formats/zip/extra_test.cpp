// Extra fields: known ones, in their known forms, the same in both headers.

#include "support/reading.hpp"
#include "support/zip_recipe.hpp"

#include <gtest/gtest.h>

namespace package_audit::formats::zip {
namespace {

using namespace support;

constexpr AnomalyKind k_ambiguous = AnomalyKind::ambiguous;

// A file without any.
ZipEntry bare_file() {
  ZipEntry entry = zip_file("bin/app", "content");
  change_both(entry, [](auto& header) { header.extra.clear(); });
  return entry;
}

Reading with_extra(const std::string& local, const std::string& central) {
  ZipEntry entry = bare_file();
  entry.local.extra = local;
  entry.central.extra = central;
  return read_bytes(make_zip({.entries = {entry}}));
}

std::string times(std::string_view flags, int count) {
  std::string content(flags);
  for (int i = 0; i < count; ++i)
    content += le(1'700'000'000, 4);
  return zip_extra(0x5455, content);
}

TEST(ZipExtra, AcceptsWhatToolsWrite) {
  const std::string owner = zip_extra(0x7875, "\x01\x04" + le(0, 4) + "\x04" + le(0, 4));
  const std::string ntfs =
      zip_extra(0x000A, le(0, 4) + le(1, 2) + le(24, 2) + std::string(24, 't'));
  EXPECT_THAT(with_extra("", ""), IsAccepted());
  // libarchive to 3.6, since 3.7; Info-ZIP.
  EXPECT_THAT(with_extra(times("\x07", 3) + owner, times("\x07", 3) + owner), IsAccepted());
  EXPECT_THAT(with_extra(owner + times("\x07", 3), owner + times("\x01", 1)), IsAccepted());
  EXPECT_THAT(with_extra(times("\x03", 2) + owner, times("\x03", 1) + owner), IsAccepted());
  // Old Info-ZIP, as macOS still writes it.
  EXPECT_THAT(with_extra(zip_extra(0x5855, "aaaammmmuugg"), zip_extra(0x5855, "aaaammmm")),
              IsAccepted());
  EXPECT_THAT(with_extra(zip_extra(0x7855, "uugg"), zip_extra(0x7855, "")), IsAccepted());
  // 7-Zip, Java.
  EXPECT_THAT(with_extra("", ntfs), IsAccepted());
  EXPECT_THAT(with_extra(ntfs, ntfs), IsAccepted());
  EXPECT_THAT(with_extra(zip_extra(0xCAFE, ""), zip_extra(0xCAFE, "")), IsAccepted());
}

// 4 bytes of checksum over the name in the header, then the other name.
std::string unicode_path(char version) {
  return zip_extra(0x7075, std::string(1, version) + le(crc_of("bin/app"), 4) + "src/evil");
}

TEST(ZipExtra, RefusesAUnicodePathWhereverItIs) {
  for (const char version : {'\0', '\1', '\2'}) {
    const std::string path = unicode_path(version);
    EXPECT_THAT(with_extra("", path), FaultsWith(k_ambiguous, "a second name"));
    EXPECT_THAT(with_extra(path, ""), FaultsWith(k_ambiguous, "a second name"));
    EXPECT_THAT(with_extra(path, path), FaultsWith(k_ambiguous, "a second name"));
  }
}

TEST(ZipExtra, RefusesUnknownFields) {
  const std::string comment = zip_extra(0x6375, "text");
  const std::string text = zip_extra(0x4141, "text");
  EXPECT_THAT(with_extra("", comment), FaultsWith(k_ambiguous, "unknown extra field, 0x6375"));
  EXPECT_THAT(with_extra(text, text), FaultsWith(k_ambiguous, "unknown extra field, 0x4141"));
  EXPECT_THAT(with_extra(text, ""), FaultsWith(k_ambiguous, "unknown extra field, 0x4141"));
  // libarchive takes file attributes from this one.
  const std::string attributes = zip_extra(0x6c78, std::string("\x04\0\0\xff\xa1", 5));
  EXPECT_THAT(with_extra(attributes, ""), FaultsWith(k_ambiguous, "0x6c78"));
}

TEST(ZipExtra, RefusesFieldsWithRoomForText) {
  const auto both = [](const std::string& extra) { return with_extra(extra, extra); };
  EXPECT_THAT(both(zip_extra(0x5455, "\x01" + le(0, 4) + "text")),
              FaultsWith(k_ambiguous, "0x5455 is not of the form"));
  EXPECT_THAT(both(zip_extra(0x5455, "")), FaultsWith(k_ambiguous, "not of the form"));
  EXPECT_THAT(both(zip_extra(0x5455, "\x09" + le(0, 8))), FaultsWith(k_ambiguous, "of the form"));
  EXPECT_THAT(both(zip_extra(0x7875, "\x01\x04" + le(0, 4) + "\x04" + le(0, 4) + "text")),
              FaultsWith(k_ambiguous, "0x7875 is not of the form"));
  EXPECT_THAT(both(zip_extra(0x7875, "\x02\x04" + le(0, 4) + "\x04" + le(0, 4))),
              FaultsWith(k_ambiguous, "not of the form"));
  EXPECT_THAT(both(zip_extra(0x7875, "\x01\x09")), FaultsWith(k_ambiguous, "not of the form"));
  EXPECT_THAT(both(zip_extra(0x5855, "aaaammmmuuggtext")), FaultsWith(k_ambiguous, "of the form"));
  EXPECT_THAT(both(zip_extra(0x7855, "uuggtext")), FaultsWith(k_ambiguous, "of the form"));
  EXPECT_THAT(both(zip_extra(0x000A, le(1, 4) + le(1, 2) + le(24, 2) + std::string(24, 't'))),
              FaultsWith(k_ambiguous, "0x000a is not of the form"));
  EXPECT_THAT(both(zip_extra(0xCAFE, "text")), FaultsWith(k_ambiguous, "0xcafe"));
}

TEST(ZipExtra, RefusesBytesThatAreNoField) {
  for (const std::string& extra : {std::string("?"), std::string(3, '\0'), std::string(4, '\0'),
                                   std::string("UT\x05"), std::string("UT\x05\0\x01", 5)}) {
    EXPECT_TRUE(with_extra(extra, "").fault);
    EXPECT_TRUE(with_extra("", extra).fault);
    EXPECT_TRUE(with_extra(extra, extra).fault);
  }
}

TEST(ZipExtra, RefusesAFieldTwice) {
  const std::string time = times("\x01", 1);
  EXPECT_THAT(with_extra(time + time, time + time), FaultsWith(k_ambiguous, "0x5455 twice"));
}

TEST(ZipExtra, RefusesHeadersThatDiffer) {
  const std::string time = times("\x01", 1);
  EXPECT_THAT(with_extra(time, ""), FaultsWith(k_ambiguous, "differ in the extra field 0x5455"));
  EXPECT_THAT(with_extra("", time), FaultsWith(k_ambiguous, "differ in the extra field 0x5455"));
  EXPECT_THAT(with_extra(time, zip_extra(0x5455, "\x01" + le(1, 4))),
              FaultsWith(k_ambiguous, "differ in the extra field 0x5455"));
  EXPECT_THAT(with_extra(time, times("\x03", 1)), FaultsWith(k_ambiguous, "0x5455"));
  EXPECT_THAT(with_extra(times("\x06", 2), time), FaultsWith(k_ambiguous, "0x5455"));
  EXPECT_THAT(with_extra(zip_extra(0x7875, "\x01\x01u\x01g"), zip_extra(0x7875, "\x01\x01v\x01g")),
              FaultsWith(k_ambiguous, "differ in the extra field 0x7875"));
  EXPECT_THAT(with_extra(zip_extra(0xCAFE, ""), ""), FaultsWith(k_ambiguous, "0xcafe"));
  const std::string ntfs =
      zip_extra(0x000A, le(0, 4) + le(1, 2) + le(24, 2) + std::string(24, 't'));
  EXPECT_THAT(with_extra(ntfs, ""), FaultsWith(k_ambiguous, "0x000a"));
}

// A file whose sizes are in zip64 fields.
ZipEntry large_file() {
  ZipEntry entry = stored_file("bin/app", "content");
  change_both(entry, [](auto& header) {
    header.needed = 45;
    header.packed = header.unpacked = 0xFFFFFFFF;
    header.extra = zip_extra(0x0001, le(7, 8) + le(7, 8));
  });
  return entry;
}

Reading with_zip64(const std::function<void(ZipEntry&)>& change) {
  ZipEntry entry = large_file();
  change(entry);
  return read_bytes(make_zip({.entries = {entry}}));
}

TEST(ZipExtra, TakesSizesFromZip64) {
  const Reading reading = with_zip64([](ZipEntry&) {});
  EXPECT_THAT(reading, IsAccepted());
  EXPECT_EQ(reading.listed.records[0].content, "content");
  // Python, for a stream that turns out small.
  EXPECT_THAT(with_zip64([](ZipEntry& entry) {
                entry.central.packed = entry.central.unpacked = 7;
                entry.central.extra.clear();
              }),
              IsAccepted());
  EXPECT_THAT(with_zip64([](ZipEntry& entry) {
                entry.central.offset = 0xFFFFFFFF;
                entry.central.extra = zip_extra(0x0001, le(7, 8) + le(7, 8) + le(0, 8));
              }),
              IsAccepted());
}

TEST(ZipExtra, TakesSizesThatZip64Repeats) {
  const auto repeated = [](std::uint64_t unpacked, std::uint64_t packed) {
    ZipEntry entry = stored_file("data.npy", "content");
    entry.local.extra += zip_extra(0x0001, le(unpacked, 8) + le(packed, 8));
    return read_bytes(make_zip({.entries = {entry}}));
  };
  EXPECT_THAT(repeated(7, 7), IsAccepted());
  EXPECT_THAT(repeated(7, 8), FaultsWith(k_ambiguous, "does not need"));
  EXPECT_THAT(repeated(8, 7), FaultsWith(k_ambiguous, "does not need"));
}

TEST(ZipExtra, TakesDescriptorsWithLargeNumbers) {
  ZipEntry entry = zip_file("bin/app", "content");
  entry.local.packed = entry.local.unpacked = 0xFFFFFFFF;
  entry.local.extra += zip_extra(0x0001, le(7, 8) + le(0, 8));
  entry.descriptor =
      "PK\x07\x08" + le(entry.central.crc, 4) + le(entry.content.size(), 8) + le(7, 8);
  EXPECT_THAT(read_bytes(make_zip({.entries = {entry}})), IsAccepted());
  // With small ones, the next local header would be 8 bytes too early.
  entry.descriptor =
      "PK\x07\x08" + le(entry.central.crc, 4) + le(entry.content.size(), 4) + le(7, 4);
  EXPECT_TRUE(read_bytes(make_zip({.entries = {entry}})).fault);
}

TEST(ZipExtra, AcceptsAnEmptyZip64FieldInFrontOfADescriptorOnly) {
  ZipEntry announced = zip_file("bin/app", "content");
  announced.local.extra += zip_extra(0x0001, "");
  EXPECT_THAT(read_bytes(make_zip({.entries = {announced}})), IsAccepted());
  ZipEntry without = stored_file("bin/app", "content");
  without.local.extra += zip_extra(0x0001, "");
  EXPECT_THAT(read_bytes(make_zip({.entries = {without}})),
              FaultsWith(k_ambiguous, "does not need"));
}

TEST(ZipExtra, RefusesAZip64FieldTwice) {
  EXPECT_THAT(with_zip64([](ZipEntry& entry) { add_extra(entry, entry.local.extra); }),
              FaultsWith(k_ambiguous, "zip64 extra field twice"));
}

TEST(ZipExtra, RefusesAZip64FieldThatIsTooLongOrTooShort) {
  EXPECT_THAT(with_zip64([](ZipEntry& entry) {
                entry.central.extra = zip_extra(0x0001, le(7, 8) + le(7, 8) + "text");
              }),
              FaultsWith(k_ambiguous, "holds more than"));
  EXPECT_THAT(with_zip64([](ZipEntry& entry) {
                entry.local.extra = zip_extra(0x0001, le(7, 8) + le(7, 8) + le(0, 8));
              }),
              FaultsWith(k_ambiguous, "holds more than"));
  EXPECT_THAT(
      with_zip64([](ZipEntry& entry) { entry.central.extra = zip_extra(0x0001, le(7, 8)); }),
      FaultsWith(k_ambiguous, "that lacks it"));
  EXPECT_THAT(with_zip64([](ZipEntry& entry) { entry.central.extra.clear(); }),
              FaultsWith(k_ambiguous, "that lacks it"));
  EXPECT_THAT(with_zip64([](ZipEntry& entry) { entry.local.extra.clear(); }),
              FaultsWith(k_ambiguous, "that lacks it"));
}

TEST(ZipExtra, RefusesAZip64FieldThatNobodyNeeds) {
  EXPECT_THAT(with_extra("", zip_extra(0x0001, le(7, 8) + le(7, 8))),
              FaultsWith(k_ambiguous, "holds more than"));
  EXPECT_THAT(with_extra(zip_extra(0x0001, le(7, 8) + le(7, 8)), ""),
              FaultsWith(k_ambiguous, "does not need"));
}

} // namespace
} // namespace package_audit::formats::zip
