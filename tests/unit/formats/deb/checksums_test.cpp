#include "unit/formats/deb/support.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace package_audit::formats::deb {
namespace {

using support::fault_of;
using support::make_deb;
using support::md5sums_of;
using support::Member;
using support::MemorySource;
using support::Recorder;
using ::testing::HasSubstr;

TEST(DebChecksums, ComparesChecksumsWithContents) {
  const std::string lines = md5sums_of(payload());
  EXPECT_THAT(lines, HasSubstr("  usr/acme\n"));
  EXPECT_FALSE(deb_fault(make_deb(with_sums(payload(), lines))));
  std::string wrong = lines;
  wrong[0] = wrong[0] == '0' ? '1' : '0';
  const auto fault = deb_fault(make_deb(with_sums(payload(), wrong)));
  ASSERT_TRUE(fault);
  EXPECT_EQ(fault->kind, AnomalyKind::damaged);
  EXPECT_EQ(fault->member, "./usr/acme");
}

TEST(DebChecksums, RefusesAFileThatTheChecksumsDoNotList) {
  EXPECT_EQ(kind_of(make_deb(with_sums(payload(), ""))), AnomalyKind::ambiguous);
}

TEST(DebChecksums, RefusesChecksumsOfFilesThatAreNotThere) {
  const std::string lines = md5sums_of(payload());
  EXPECT_EQ(kind_of(make_deb(with_sums(payload(), lines + md5sums_of({{.name = "./etc/other"}})))),
            AnomalyKind::ambiguous);
  const std::vector<Member> link{support::symlink("./usr/link", "acme")};
  EXPECT_EQ(kind_of(make_deb(with_sums(link, md5sums_of({{.name = "./usr/link"}})))),
            AnomalyKind::ambiguous)
      << "a symlink has no checksum";
}

TEST(DebChecksums, AcceptsConfigurationFilesWithOrWithoutChecksum) {
  const std::vector<Member> members{{.name = "./etc/acme.conf", .content = "x"}};
  const std::string conffiles = "/etc/acme.conf\nremove-on-upgrade /etc/old.conf\n";
  EXPECT_FALSE(deb_fault(make_deb(with_sums(members, "", conffiles))));
  EXPECT_FALSE(deb_fault(make_deb(with_sums(members, md5sums_of(members), conffiles))));
  EXPECT_EQ(kind_of(make_deb(with_sums(
                members, md5sums_of({{.name = "./etc/acme.conf", .content = "y"}}), conffiles))),
            AnomalyKind::damaged);
}

TEST(DebChecksums, ReadsNamesAsEachToolWritesThem) {
  const std::string sum = md5sums_of({{.name = "", .content = "x"}}).substr(0, 32);
  const std::vector<Member> backslash{{.name = "./a\\n", .content = "x"}};
  const std::vector<Member> newline{{.name = "./a\n", .content = "x"}};
  // debhelper and CPack
  EXPECT_FALSE(deb_fault(make_deb(with_sums(backslash, sum + "  a\\n\n"))));
  // md5sum(1)
  EXPECT_FALSE(deb_fault(make_deb(with_sums(backslash, "\\" + sum + "  a\\\\n\n"))));
  EXPECT_FALSE(deb_fault(make_deb(with_sums(newline, "\\" + sum + "  ./a\\n\n"))));
  EXPECT_TRUE(deb_fault(make_deb(with_sums(newline, sum + "  a\\n\n"))));
  EXPECT_FALSE(
      deb_fault(make_deb(with_sums({{.name = "./ a  b", .content = "x"}}, sum + "   a  b\n"))));
}

// CPack 3.25 lists in a debug package where it staged the file.
TEST(DebChecksums, AcceptsThePathsInCPacksDebugPackages) {
  const std::string sum = md5sums_of({{.name = "", .content = "x"}}).substr(0, 32);
  const std::vector<Member> members{{.name = "./usr/lib/debug/a.debug", .content = "x"}};
  const auto fault_with = [&](const std::string& path) {
    return deb_fault(make_deb(with_sums(members, sum + "  " + path + "\n")));
  };
  const std::string staging = "/home/u/b/_CPack_Packages/Linux/DEB/";
  EXPECT_FALSE(fault_with(staging + "acme-1.0-dbgsym/usr/lib/debug/a.debug"));
  EXPECT_FALSE(fault_with(staging + "acme-1.0/tools-dbgsym/usr/lib/debug/a.debug"));
  EXPECT_TRUE(fault_with(staging + "acme-1.0-dbgsym/usr/lib/debug/b.debug"));
  EXPECT_TRUE(fault_with(staging + "acme-1.0/usr/lib/debug/a.debug"));
  EXPECT_TRUE(fault_with("/home/u/b/acme-1.0-dbgsym/usr/lib/debug/a.debug"));
  EXPECT_TRUE(fault_with(staging + "acme-1.0-dbgsym/"));
}

TEST(DebChecksums, RefusesInvalidChecksumLines) {
  const std::string line = md5sums_of(payload());
  for (const std::string& wrong :
       {std::string("\n"), std::string("text\n"), "x" + line, line.substr(0, 32) + "\n",
        line.substr(0, 32) + "  \n", line.substr(0, 32) + " *usr/acme\n",
        line.substr(0, 31) + "  usr/acme\n", line.substr(0, 31) + "g  usr/acme\n",
        "\\" + line.substr(0, 32) + "  usr\\x/acme\n", "\\" + line.substr(0, 32) + "  usr\\\n"}) {
    EXPECT_EQ(kind_of(make_deb(with_sums(payload(), line + wrong))), AnomalyKind::damaged) << wrong;
  }
  EXPECT_EQ(kind_of(make_deb(with_sums(payload(), line + line))), AnomalyKind::ambiguous);
}

TEST(DebChecksums, ChecksHardLinksByWhatTheyLeadTo) {
  std::vector<Member> members{{.name = "./a", .content = "x"}, support::hardlink("./b", "./a")};
  EXPECT_FALSE(deb_fault(make_deb(with_sums(members, md5sums_of(members)))));
  EXPECT_EQ(kind_of(make_deb(with_sums(members, md5sums_of({members[0]})))),
            AnomalyKind::ambiguous);
  EXPECT_EQ(kind_of(make_deb(
                with_sums(members, md5sums_of({members[0], {.name = "./b", .content = "y"}})))),
            AnomalyKind::damaged);
}

TEST(DebChecksums, StopsAtTheLimitsWhileReadingChecksums) {
  const auto kind = [](const std::string& lines, const Limits& limits) {
    MemorySource source(make_deb(with_sums({}, lines)));
    Recorder recorder;
    PackageNotes notes;
    const auto fault = fault_of([&] { read_package(source, limits, recorder, notes); });
    return fault ? fault->kind : AnomalyKind::damaged;
  };
  Limits limits;
  limits.path_length = 100;
  EXPECT_EQ(kind(std::string(32, '0') + "  " + std::string(300, 'x'), limits), AnomalyKind::limit);
  limits.entries = 4;
  std::string lines;
  for (int i = 0; i < 10; ++i)
    lines += std::string(32, '0') + "  " + std::to_string(i) + "\n";
  EXPECT_EQ(kind(lines, limits), AnomalyKind::limit);
}

} // namespace
} // namespace package_audit::formats::deb
