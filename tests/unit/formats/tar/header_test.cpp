// Rules for a single header block, by the techniques that hide data in one.

#include "formats/tar/header.hpp"
#include "support/archive_builder.hpp"
#include "support/tar_parsing.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace package_audit::formats::tar {
namespace {

using namespace std::literals;
using namespace support;

ParsedMember only_member(const TarRecipe& recipe) {
  return parse_tar(tar_member(recipe) + tar_end()).at(0);
}

void refuses(const TarRecipe& recipe, std::string_view detail,
             AnomalyKind kind = AnomalyKind::ambiguous) {
  expect_tar_fault(tar_member(recipe) + tar_end(), kind, detail);
}

TEST(TarHeaderFields, MayBeAsManyToolsWriteThem) {
  // GNU tar, libarchive, node-tar, CPython; npm leaves owners out.
  for (const char* const octal : {"0000644", "000644 ", "644 ", "00000644"}) {
    EXPECT_EQ(only_member({.name = "a", .mode = octal}).name, "a") << octal;
  }
  only_member({.name = "a", .uid = {}, .gid = {}, .mtime = {}, .user = {}, .group = {}});
  only_member({.name = "a", .device_major = {}, .device_minor = {}});
  only_member({.name = "a", .mode = "0100644"});
  only_member({.name = "a", .type_flag = '\0'});
  only_member({.name = "a", .magic = k_gnu_magic});
  only_member({.name = std::string(100, 'n')});
  EXPECT_EQ(only_member({.name = "n", .prefix = std::string(155, 'p')}).name,
            std::string(155, 'p') + "/n");
}

TEST(TarHeaderFields, MayHoldTheTimesOfNodeTar) {
  const auto times = [](std::string prefix) {
    prefix.resize(131);
    return prefix + "14547677030\0"s + "14547677031\0"s;
  };
  EXPECT_EQ(only_member({.name = "n", .prefix = times("")}).name, "n");
  EXPECT_EQ(only_member({.name = "n", .prefix = times(std::string(130, 'p'))}).name,
            std::string(130, 'p') + "/n");
  refuses({.name = "n", .prefix = std::string(131, '\0') + "hidden text"}, "behind a NUL");
  refuses({.name = "n", .prefix = std::string(100, '\0') + "x"}, "behind a NUL");
}

TEST(TarHeaderFields, MustHaveTheRightChecksum) {
  refuses({.name = "a", .checksum = "000000\0 "s}, "checksum", AnomalyKind::damaged);
  refuses({.name = "a", .checksum = ""s}, "checksum", AnomalyKind::damaged);
}

// Old tools summed signed bytes, so that names outside ASCII have two checksums.
TEST(TarHeaderFields, MustNotHaveTheChecksumOfSignedBytes) {
  const std::string block = tar_member({.name = "\xff"});
  refuses({.name = "\xff", .checksum = fmt::format("{:06o}", checksum(block) - 256) + '\0'},
          "checksum", AnomalyKind::damaged);
}

TEST(TarHeaderFields, MustHaveAMagicThatReadersAgreeOn) {
  refuses({.name = "a", .magic = "\0\0\0\0\0\0\0\0"sv}, "magic"); // v7
  refuses({.name = "a", .magic = "ustar\0\0\0"sv}, "magic");
  refuses({.name = "a", .magic = "ustar   "sv}, "magic");
  refuses({.name = "a", .magic = "USTAR\00000"sv}, "magic");
}

TEST(TarHeaderFields, HaveNoPrefixInGnuTarsFormat) {
  refuses({.name = "a", .prefix = "src", .magic = k_gnu_magic}, "prefix");
  // Times and sparse maps of GNU tar's other archives.
  refuses({.name = "a", .prefix = "14547677030", .magic = k_gnu_magic}, "prefix");
  refuses({.name = "a", .magic = k_gnu_magic, .rest = "x"}, "rest");
}

TEST(TarHeaderFields, HaveNoBytesAfterANul) {
  refuses({.name = "a\0hidden"s}, "name field");
  refuses({.name = "a", .type_flag = '2', .link_name = "b\0hidden"s}, "linkname");
  refuses({.name = "a", .user = "root\0hidden"s}, "uname");
  refuses({.name = "a", .group = "root\0hidden"s}, "gname");
  refuses({.name = "a", .prefix = "p\0hidden"s}, "prefix");
  refuses({.name = "a", .rest = "hidden"}, "rest");
}

TEST(TarHeaderFields, HoldNumbersOfOneMeaning) {
  for (const std::string& other :
       {"4abc"s, "-1"s, "+1"s, " 1"s, "0x1"s, "8"s, "1\0 1"s, "1 1"s, "\xff\xff\xff\xff"s, ""s}) {
    refuses({.name = "a", .size = other}, "size");
    if (!other.empty()) {
      refuses({.name = "a", .mode = other}, "mode");
      refuses({.name = "a", .uid = other}, "uid");
      refuses({.name = "a", .gid = other}, "gid");
    }
  }
  refuses({.name = "a", .mode = ""}, "mode");
  refuses({.name = "a", .mtime = "yesterday"}, "mtime");
}

TEST(TarHeaderFields, UseBase256OnlyForWhatOctalCannotHold) {
  EXPECT_EQ(only_member({.name = "a", .uid = base_256(1U << 21U, 8)}).name, "a");
  only_member({.name = "a", .mtime = std::string(12, '\xff')}); // a second before 1970
  refuses({.name = "a", .uid = base_256((1U << 21U) - 1, 8)}, "uid");
  refuses({.name = "a", .content = "x", .size = base_256(1, 12)}, "size");
  refuses({.name = "a", .size = std::string(12, '\xff')}, "size");
  refuses({.name = "a", .size = "\x80\1"s + std::string(10, '\0')}, "size");
  refuses({.name = "a", .mode = base_256(0644, 8)}, "mode");
  refuses({.name = "a", .size = base_256(9'000'000'000'000'000'000, 12)}, "entry_size",
          AnomalyKind::limit);
}

TEST(TarHeaderFields, HaveDeviceNumbersOnlyForDevices) {
  const TarRecipe device{.name = "d", .type_flag = '3', .device_major = "0000001"};
  EXPECT_EQ(only_member(device).type, EntryType::character_device);
  EXPECT_EQ(only_member({.name = "d", .type_flag = '4'}).type, EntryType::block_device);
  EXPECT_EQ(only_member({.name = "d", .type_flag = '6'}).type, EntryType::fifo);
  refuses({.name = "a", .device_major = "0000001"}, "devmajor");
  refuses({.name = "a", .device_minor = "hidden"}, "devminor");
  refuses({.name = "d", .type_flag = '3', .device_major = {}}, "devmajor");
}

TEST(TarHeaderFields, HaveNoTypeInTheModeButTheirOwn) {
  only_member({.name = "a", .type_flag = '5', .mode = "0040755"});
  refuses({.name = "a", .mode = "0040755"}, "mode");
  refuses({.name = "a", .type_flag = '5', .mode = "0100755"}, "mode");
  refuses({.name = "a", .mode = "1000644"}, "mode");
}

TEST(TarHeaderFields, JoinPrefixAndNameInOneWay) {
  refuses({.name = "a", .prefix = "p/"}, "prefix");
  refuses({.name = "", .prefix = "p"}, "prefix");
}

TEST(TarTypes, AreThoseOfEveryReader) {
  for (const char type_flag : "7ADGIMNVXZaz8 \x01\xff"s) {
    if (type_flag == '\0') continue;
    refuses({.name = "a", .type_flag = type_flag}, "type flag");
  }
  refuses({.name = "a", .type_flag = 'S', .magic = k_gnu_magic}, "sparse");
}

TEST(TarTypes, HaveContentForFilesOnly) {
  for (const char type_flag : {'3', '4', '5', '6'}) {
    refuses({.name = "a", .type_flag = type_flag, .content = "x"}, "has content");
    refuses({.name = "a", .type_flag = type_flag, .size = "00000001000"}, "has content");
  }
  for (const char type_flag : {'1', '2'}) {
    refuses({.name = "a", .type_flag = type_flag, .content = "x", .link_name = "b"}, "has content");
    refuses({.name = "a", .type_flag = type_flag, .link_name = "b", .size = "00000001000"},
            "has content");
  }
}

TEST(TarTypes, HaveTargetsForLinksOnly) {
  for (const char type_flag : {'0', '3', '4', '5', '6'}) {
    refuses({.name = "a", .type_flag = type_flag, .link_name = "hidden"}, "link target");
  }
  refuses({.name = "a", .type_flag = '1'}, "without a target");
  refuses({.name = "a", .type_flag = '2'}, "without a target");
}

TEST(TarTypes, AreNotContradictedByTheName) {
  refuses({.name = "a/"}, "directory by its name");
  refuses({.name = "a/", .type_flag = '\0'}, "directory by its name");
  EXPECT_EQ(only_member({.name = "a", .type_flag = '5'}).type, EntryType::directory);
}

} // namespace
} // namespace package_audit::formats::tar
