// Extension headers: those of pax (x, g) and of GNU tar (L, K).

#include "support/archive_builder.hpp"
#include "support/archive_scratch.hpp"
#include "support/tar_parsing.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace package_audit::formats::tar {
namespace {

using namespace std::literals;
using namespace support;

const std::string k_file = tar_member({.name = "a", .content = "x"});
const std::string k_link = tar_member({.name = "a", .type_flag = '2', .link_name = "b"});
const std::string k_commit(40, 'c');

ParsedMember only_member(const std::string& bytes) {
  return parse_tar(bytes + tar_end()).at(0);
}

void refuses(const std::string& bytes, std::string_view detail) {
  expect_tar_fault(bytes + tar_end(), AnomalyKind::ambiguous, detail);
}

std::string global_header(std::string_view records) {
  return tar_member(
      {.name = "pax_global_header", .type_flag = 'g', .content = std::string(records)});
}

TEST(TarPax, ReplacesNameAndTarget) {
  const ParsedMember member = only_member(
      pax_header(pax_record("path", "new") + pax_record("linkpath", "target")) + k_link);
  EXPECT_EQ(member.name, "new");
  EXPECT_EQ(member.link_target, "target");
}

TEST(TarPax, HoldsForOneMember) {
  const auto members =
      parse_tar(pax_header(pax_record("path", "new")) + k_file + k_file + tar_end());
  ASSERT_EQ(members.size(), 2U);
  EXPECT_EQ(members[1].name, "a");
}

TEST(TarPax, MayHoldWhatPackagingToolsWrite) {
  only_member(pax_header(pax_record("path", "caf\xe9") + pax_record("hdrcharset", "BINARY") +
                         pax_record("mtime", "-1700000000.123456789") + pax_record("atime", "1") +
                         pax_record("ctime", "1.5") + pax_record("uid", "3000000") +
                         pax_record("gid", "0") + pax_record("uname", "Jörg") +
                         pax_record("gname", "users") + pax_record("size", "1")) +
              k_file);
  only_member(pax_header(pax_record("SCHILY.dev", "2049") + pax_record("SCHILY.ino", "1") +
                         pax_record("SCHILY.nlink", "2") +
                         pax_record("LIBARCHIVE.creationtime", "1.5")) +
              k_file);
  only_member(pax_header(pax_record("LIBARCHIVE.symlinktype", "dir")) + k_link);
}

TEST(TarPax, IsReadByItsLengths) {
  // The length decides where a record ends, not the newline.
  EXPECT_EQ(only_member(pax_header(pax_record("path", "two\nlines")) + k_file).name, "two\nlines");
  EXPECT_EQ(only_member(pax_header(pax_record("path", "a=b")) + k_file).name, "a=b");
  for (const std::string& record :
       {"10 path=ab\n"s, "12 path=ab\n"s, "012 path=ab\n"s, " 12 path=ab\n"s, "12  path=ab\n"s,
        "+12 path=ab\n"s, "-1 path=ab\n"s, "path=ab\n"s, "10 path=ab"s, "10"s, "3 \n"s, "1 "s,
        "99999999999999999999 path=ab\n"s, "11 path=ab\n\0"s, "\n"s}) {
    refuses(pax_header(record) + k_file, "pax");
  }
  refuses(pax_header("5 =x\n") + k_file, "no keyword");
  refuses(pax_header("7 path\n") + k_file, "no keyword");
}

TEST(TarPax, HasNoKeywordTwice) {
  refuses(pax_header(pax_record("path", "b") + pax_record("path", "c")) + k_file, "twice");
  refuses(pax_header(pax_record("size", "1") + pax_record("size", "1")) + k_file, "twice");
}

TEST(TarPax, HasNoEmptyValueNorOneWithANul) {
  for (const char* const keyword : {"path", "linkpath", "uname", "mtime", "size"}) {
    refuses(pax_header(pax_record(keyword, "")) + k_link, "value of its form");
  }
  refuses(pax_header(pax_record("path", "b\0c"sv)) + k_file, "value of its form");
  refuses(pax_header(pax_record("uname", "root\0hidden"sv)) + k_file, "value of its form");
}

TEST(TarPax, HasNumbersThatAreNumbers) {
  for (const char* const value : {"1x", "-1", "+1", "0x1", " 1", "1.0", "99999999999999999999"}) {
    refuses(pax_header(pax_record("size", value)) + k_file, "keyword size");
    refuses(pax_header(pax_record("uid", value)) + k_file, "keyword uid");
  }
  for (const char* const value : {"", ".5", "5.", "1e9", "--1", "1.2.3", "now"}) {
    refuses(pax_header(pax_record("mtime", value)) + k_file, "keyword mtime");
  }
}

TEST(TarPax, HasOnlyKeywordsThatEveryReaderKnows) {
  refuses(pax_header(pax_record("ACME.note", "hidden")) + k_file, "ACME.note");
  refuses(pax_header(pax_record("comment", "hidden")) + k_file, "comment");
  refuses(pax_header(pax_record("charset", "UTF-8")) + k_file, "charset");
  refuses(pax_header(pax_record("hdrcharset", "ISO-IR 8859 1 1998")) + k_file, "hdrcharset");
  refuses(pax_header(pax_record("PATH", "b")) + k_file, "PATH");
}

TEST(TarPax, HasNoAttributesThatReportsDoNotShow) {
  refuses(pax_header(pax_record("SCHILY.xattr.user.note", "x")) + k_file, "extended attribute");
  refuses(pax_header(pax_record("LIBARCHIVE.xattr.security.capability", "x")) + k_file,
          "extended attribute");
  refuses(pax_header(pax_record("SCHILY.acl.access", "user::rwx")) + k_file, "access control");
  refuses(pax_header(pax_record("SCHILY.fflags", "nodump")) + k_file, "file flags");
  refuses(pax_header(pax_record("RHT.security.selinux", "x")) + k_file, "security label");
}

TEST(TarPax, IsNotSparse) {
  refuses(pax_header(pax_record("GNU.sparse.major", "1") + pax_record("GNU.sparse.name", "b")) +
              k_file,
          "sparse");
  refuses(pax_header(pax_record("GNU.sparse.size", "9000000000000000000")) + k_file, "sparse");
}

TEST(TarPax, IsUtf8UnlessMarkedAsBinary) {
  refuses(pax_header(pax_record("path", "caf\xe9")) + k_file, "UTF-8");
  refuses(pax_header(pax_record("uname", "J\xf6rg")) + k_file, "UTF-8");
}

TEST(TarPax, HasTheSizeThatTheHeaderHas) {
  EXPECT_EQ(only_member(pax_header(pax_record("size", "1")) + k_file).size, 1U);
  refuses(pax_header(pax_record("size", "0")) + k_file, "size");
  refuses(pax_header(pax_record("size", "513")) + k_file, "size");
  // The next header would become content.
  refuses(pax_header(pax_record("size", "512")) + tar_member({.name = "a"}) + k_file, "size");
  refuses(pax_header(pax_record("size", "512")) +
              tar_member({.name = "a", .type_flag = '1', .link_name = "b"}) + k_file,
          "size");
}

TEST(TarPax, MayHaveTheSizeThatTheHeaderHasNoDigitsFor) {
  const auto begun = [](std::uint64_t size, const std::string& field) {
    Limits limits;
    limits.entry_size = std::uint64_t{1} << 40U;
    const std::string bytes = pax_header(pax_record("size", std::to_string(size))) +
                              tar_member({.name = "a", .size = field});
    return fault_of([&] { parse_tar(bytes, 4096, limits); })->detail;
  };
  constexpr std::uint64_t k_overflow = std::uint64_t{1} << 33U;
  // Refused for what is not there, not for its size.
  EXPECT_THAT(begun(k_overflow, "00000000000"), ::testing::HasSubstr("end mark"));
  EXPECT_THAT(begun(k_overflow, base_256(k_overflow, 12)), ::testing::HasSubstr("end mark"));
  EXPECT_THAT(begun(k_overflow, "100000000000"), ::testing::HasSubstr("end mark"));
  EXPECT_THAT(begun(k_overflow - 1, "00000000000"), ::testing::HasSubstr("its size is 0"));
}

TEST(TarPax, HidesNoNameThatLeadsOut) {
  const std::string header = pax_header(pax_record("path", "bin/a"));
  refuses(header + tar_member({.name = "/etc/passwd"}), "leads out");
  refuses(header + tar_member({.name = "../a"}), "leads out");
  refuses(header + tar_member({.name = "a", .prefix = "x/../.."}), "leads out");
  const TarRecipe extension{
      .name = "/etc/passwd", .type_flag = 'x', .content = pax_record("path", "bin/a")};
  refuses(tar_member(extension) + k_file, "leads out");
}

TEST(TarPax, HasARecordAtLeast) {
  refuses(pax_header("") + k_file, "empty");
}

TEST(TarPax, IsNoLink) {
  const TarRecipe extension{.name = "PaxHeaders/a",
                            .type_flag = 'x',
                            .content = pax_record("path", "b"),
                            .link_name = "hidden"};
  refuses(tar_member(extension) + k_file, "link");
}

TEST(TarGlobal, MayBeTheCommitThatGitArchiveStores) {
  EXPECT_EQ(only_member(global_header(pax_record("comment", k_commit)) + k_file).name, "a");
  only_member(global_header(pax_record("comment", std::string(64, 'c'))) + k_file);
  only_member(global_header(pax_record("comment", k_commit)) + pax_header(pax_record("path", "b")) +
              k_file);
}

TEST(TarGlobal, IsNothingElse) {
  refuses(global_header(pax_record("path", "src/evil.c")) + k_file, "global");
  refuses(global_header(pax_record("size", "0")) + k_file, "global");
  refuses(global_header(pax_record("linkpath", "/etc/passwd")) + k_link, "global");
  refuses(global_header(pax_record("comment", "any other text")) + k_file, "global");
  refuses(global_header(pax_record("comment", std::string(40, 'X'))) + k_file, "global");
  refuses(global_header(pax_record("comment", k_commit) + pax_record("path", "b")) + k_file,
          "global");
}

TEST(TarGlobal, PrecedesEverything) {
  const std::string global = global_header(pax_record("comment", k_commit));
  refuses(k_file + global + k_file, "global");
  refuses(global + global + k_file, "global");
  refuses(pax_header(pax_record("path", "b")) + global + k_file, "global");
}

TEST(TarLongName, ReplacesNameAndTarget) {
  const std::string name = gnu_long_name('L', "new");
  const std::string target = gnu_long_name('K', "target");
  for (const std::string& both : {name + target, target + name}) {
    const ParsedMember member = only_member(both + k_link);
    EXPECT_EQ(member.name, "new");
    EXPECT_EQ(member.link_target, "target");
  }
}

TEST(TarLongName, EndsWithItsFirstNul) {
  refuses(gnu_long_name('L', "") + k_file, "long name");
  refuses(gnu_long_name('L', "a\0hidden"sv) + k_file, "long name");
  const TarRecipe open{.name = "././@LongLink", .type_flag = 'L', .content = "open"};
  refuses(tar_member(open) + k_file, "long name");
}

TEST(TarLongName, IsCalledAsGnuTarCallsIt) {
  const TarRecipe other{.name = "../../src/evil.c", .type_flag = 'L', .content = "bin/a\0"s};
  refuses(tar_member(other) + k_file, "@LongLink");
}

// libarchive's writer leaves the link's own target in there.
TEST(TarLongName, MayHaveTheLinkTargetOfItsMember) {
  TarRecipe long_name{
      .name = "././@LongLink", .type_flag = 'L', .content = "new\0"s, .link_name = "b"};
  EXPECT_EQ(only_member(tar_member(long_name) + k_link).name, "new");
  long_name.link_name = "hidden";
  refuses(tar_member(long_name) + k_link, "link target");
  refuses(tar_member(long_name) + k_file, "link target");
}

TEST(TarLongName, BelongsToLinksOnlyWhereItIsATarget) {
  refuses(gnu_long_name('K', "hidden") + k_file, "link target");
}

TEST(TarExtensions, ComeOnceAndOfOneKind) {
  const std::string pax = pax_header(pax_record("path", "b"));
  const std::string name = gnu_long_name('L', "c");
  const std::string target = gnu_long_name('K', "d");
  for (const std::string& several :
       {pax + pax, pax + name, name + pax, pax + target, target + pax, name + name, target + target,
        name + target + name, name + target + pax}) {
    refuses(several + k_link, "several tar extension headers");
  }
}

TEST(TarExtensions, OfSolarisAreUnknown) {
  TarRecipe extension{.name = "PaxHeaders/a", .type_flag = 'X', .content = pax_record("path", "b")};
  refuses(tar_member(extension) + k_file, "type flag");
}

} // namespace
} // namespace package_audit::formats::tar
