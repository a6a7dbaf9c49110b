#include "unit/formats/deb/support.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace package_audit::formats::deb {
namespace {

using support::compress;
using support::deb_members;
using support::DebRecipe;
using support::folder;
using support::make_ar;
using support::make_deb;
using support::make_tar;
using support::md5sums_of;
using support::Member;
using ::testing::ElementsAre;

TEST(DebControl, AllowsOnlyControlAndChecksumsImplicitly) {
  std::vector<Member> members{{.name = "./md5sums", .content = md5sums_of(payload())}};
  for (const std::string_view name : {"config", "conffiles", "postinst", "postrm", "preinst",
                                      "prerm", "shlibs", "symbols", "templates", "triggers"}) {
    members.push_back({.name = "./" + std::string(name)});
  }
  const DebRead deb = read(make_deb(with_control(members)));
  std::vector<std::string> implicitly_allowed;
  std::size_t others = 0;
  for (const auto& record : deb.recorder.records) {
    if (record.entry.implicitly_allowed) implicitly_allowed.push_back(record.entry.path);
    if (!record.entry.implicitly_allowed && record.entry.section == Section::metadata) ++others;
  }
  EXPECT_THAT(implicitly_allowed, ElementsAre("DEBIAN", "DEBIAN/control", "DEBIAN/md5sums"));
  EXPECT_EQ(others, 10U);
}

TEST(DebControl, RefusesControlMembersUnknownToDpkg) {
  for (const Member& member :
       {Member{.name = "./extra"}, Member{.name = "./sub/control"}, Member{.name = "./Control"},
        Member{.name = "./postinst.d/postinst"}, folder("./postinst"), folder("./sub"),
        Member{.name = "../postinst"}, support::symlink("./postinst", "/bin/true"),
        support::hardlink("./postinst", "./control"),
        Member{.name = "./postinst", .type = EntryType::fifo}}) {
    EXPECT_EQ(kind_of(make_deb(with_control({member}))), AnomalyKind::ambiguous) << member.name;
  }
}

TEST(DebControl, RefusesControlMembersThatComeTwice) {
  for (const std::string_view name : {"control", "md5sums", "postinst"}) {
    const std::string plain(name);
    EXPECT_EQ(kind_of(make_deb(with_control({{.name = "./" + plain}, {.name = plain}}))),
              AnomalyKind::ambiguous)
        << name;
  }
}

TEST(DebControl, RefusesAPackageWithoutControlFile) {
  auto members = deb_members({.payload = payload()});
  members[1].content = compress(compression::Compression::gzip, make_tar({{.name = "postinst"}}));
  EXPECT_EQ(kind_of(make_ar(members)), AnomalyKind::damaged);
}

TEST(DebControl, RefusesAControlFileThatIsNoParagraph) {
  const std::string good = "Package: acme\nVersion: 1.0\nArchitecture: all\n";
  const auto kind = [](const std::string& control) {
    return kind_of(make_deb(DebRecipe{.payload = payload(), .control = control}));
  };
  EXPECT_EQ(kind(good), std::nullopt);
  EXPECT_EQ(kind("\n" + good + "Description: a\n b\n .\n c\n\n"), std::nullopt);
  EXPECT_EQ(kind(""), AnomalyKind::damaged);
  EXPECT_EQ(kind(" Package: acme\nVersion: 1.0\nArchitecture: all\n"), AnomalyKind::damaged);
  EXPECT_EQ(kind(good + "no field\n"), AnomalyKind::damaged);
  EXPECT_EQ(kind(good + ": value\n"), AnomalyKind::damaged);
  EXPECT_EQ(kind(good + "# comment: x\n"), AnomalyKind::damaged);
  EXPECT_EQ(kind(good + "Two words: x\n"), AnomalyKind::damaged);
  EXPECT_EQ(kind(good + "Section: devel"), AnomalyKind::damaged) << "no newline";
  EXPECT_EQ(kind(good + std::string("X: a\0b\n", 7)), AnomalyKind::damaged);
  EXPECT_EQ(kind(good + "package: other\n"), AnomalyKind::ambiguous) << "twice";
  EXPECT_EQ(kind(good + "\nPackage: other\n"), AnomalyKind::ambiguous) << "second paragraph";
  EXPECT_EQ(kind(good + "X: " + std::string(1 << 20, 'x') + "\n"), AnomalyKind::damaged);
}

TEST(DebControl, RefusesAControlFileWithoutNameVersionOrArchitecture) {
  for (const std::string_view control :
       {"Version: 1.0\nArchitecture: all\n", "Package: acme\nArchitecture: all\n",
        "Package: acme\nVersion: 1.0\n", "Package:  \nVersion: 1.0\nArchitecture: all\n",
        "Package: a b\nVersion: 1.0\nArchitecture: all\n",
        "Package: ../a\nVersion: 1.0\nArchitecture: all\n"}) {
    EXPECT_EQ(kind_of(make_deb(DebRecipe{.control = std::string(control)})), AnomalyKind::damaged)
        << control;
  }
}

} // namespace
} // namespace package_audit::formats::deb
