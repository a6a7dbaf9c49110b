#include "formats/readers.hpp"
#include "support/archive_scratch.hpp"
#include "support/deb_builder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace package_audit::formats::deb {
namespace {

using support::ArMember;
using support::compress;
using support::deb_members;
using support::DebRecipe;
using support::fault_of;
using support::folder;
using support::make_ar;
using support::make_deb;
using support::make_tar;
using support::md5sums_of;
using support::Member;
using support::MemorySource;
using support::Recorder;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

struct DebRead {
  Recorder recorder{};
  PackageNotes notes{};
};

DebRead read(const std::string& bytes) {
  MemorySource source(bytes);
  DebRead result;
  read_package(source, Limits{}, result.recorder, result.notes);
  return result;
}

std::optional<Anomaly> deb_fault(const std::string& bytes) {
  return fault_of([&] { read(bytes); });
}

std::optional<AnomalyKind> kind_of(const std::string& bytes) {
  const auto fault = deb_fault(bytes);
  if (!fault) return std::nullopt;
  return fault->kind;
}

const std::vector<Member>& payload() {
  static const std::vector<Member> members{
      folder("./"), folder("./usr"), {.name = "./usr/acme", .content = "x"}};
  return members;
}

DebRecipe with_control(std::vector<Member> members) {
  return {.payload = payload(), .control_members = std::move(members)};
}

TEST(Deb, PassesOnControlMembersThenPayload) {
  const DebRead deb = read(make_deb(payload()));
  EXPECT_EQ(deb.notes.package_name, "acme");
  EXPECT_THAT(deb.recorder.names(), ElementsAre("control.tar.gz!/./", "control.tar.gz!/./control",
                                                "./", "./usr/", "./usr/acme"));
  const Entry& control = deb.recorder.records[1].entry;
  EXPECT_EQ(control.path, "DEBIAN/control");
  EXPECT_EQ(control.section, Section::metadata);
  EXPECT_TRUE(control.implicitly_allowed);
  EXPECT_EQ(deb.recorder.records[0].entry.path, "DEBIAN");
  EXPECT_EQ(deb.recorder.records[4].entry.section, Section::payload);
  EXPECT_EQ(deb.recorder.records[4].entry.path, "");
}

TEST(Deb, AllowsOnlyControlAndChecksumsImplicitly) {
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

TEST(Deb, RefusesControlMembersUnknownToDpkg) {
  for (const Member& member :
       {Member{.name = "./extra"}, Member{.name = "./sub/control"}, Member{.name = "./Control"},
        Member{.name = "./postinst.d/postinst"}, folder("./postinst"), folder("./sub"),
        Member{.name = "../postinst"}, support::symlink("./postinst", "/bin/true"),
        support::hardlink("./postinst", "./control"),
        Member{.name = "./postinst", .type = EntryType::fifo}}) {
    EXPECT_EQ(kind_of(make_deb(with_control({member}))), AnomalyKind::ambiguous) << member.name;
  }
}

TEST(Deb, RefusesControlMembersThatComeTwice) {
  for (const std::string_view name : {"control", "md5sums", "postinst"}) {
    const std::string plain(name);
    EXPECT_EQ(kind_of(make_deb(with_control({{.name = "./" + plain}, {.name = plain}}))),
              AnomalyKind::ambiguous)
        << name;
  }
}

class DebCompression
    : public ::testing::TestWithParam<std::pair<const char*, compression::Compression>> {};
INSTANTIATE_TEST_SUITE_P(Deb, DebCompression,
                         ::testing::Values(std::pair("", compression::Compression::none),
                                           std::pair(".gz", compression::Compression::gzip),
                                           std::pair(".xz", compression::Compression::xz),
                                           std::pair(".bz2", compression::Compression::bzip2),
                                           std::pair(".zst", compression::Compression::zstd)));

TEST_P(DebCompression, IsAcceptedWithItsExtension) {
  const auto& [ending, compression] = GetParam();
  DebRecipe recipe{.payload = payload(), .data_ending = ending, .data_compression = compression};
  EXPECT_EQ(read(make_deb(recipe)).recorder.names().back(), "./usr/acme");
  recipe.control_ending = ending;
  recipe.control_compression = compression;
  // dpkg reads no control.tar.bz2.
  EXPECT_EQ(kind_of(make_deb(recipe)).has_value(), compression == compression::Compression::bzip2);
}

TEST_P(DebCompression, IsRefusedWithAnotherExtension) {
  const auto& [ending, compression] = GetParam();
  for (const std::string_view wrong : {"", ".gz", ".xz", ".bz2", ".zst", ".lzma", "x"}) {
    if (wrong == ending) continue;
    EXPECT_EQ(kind_of(make_deb(DebRecipe{.payload = payload(),
                                         .data_ending = std::string(wrong),
                                         .data_compression = compression})),
              AnomalyKind::format_mismatch)
        << wrong;
    if (wrong == ".bz2") continue;
    EXPECT_EQ(kind_of(make_deb(DebRecipe{.payload = payload(),
                                         .control_ending = std::string(wrong),
                                         .control_compression = compression})),
              AnomalyKind::format_mismatch)
        << wrong;
  }
}

TEST(Deb, AcceptsASlashAfterNames) {
  auto members = deb_members({.payload = payload()});
  for (ArMember& member : members)
    member.name += '/';
  EXPECT_FALSE(deb_fault(make_ar(members)));
}

// `ar D` stores no type in the mode.
TEST(Deb, AcceptsModesWithoutType) {
  auto members = deb_members({.payload = payload()});
  for (ArMember& member : members)
    member.mode = "644";
  EXPECT_FALSE(deb_fault(make_ar(members)));
}

TEST(Deb, RefusesMembersInAnotherOrder) {
  auto members = deb_members({.payload = payload()});
  std::swap(members[1], members[2]);
  EXPECT_EQ(kind_of(make_ar(members)), AnomalyKind::ambiguous);
}

TEST(Deb, RefusesAMissingMember) {
  auto members = deb_members({.payload = payload()});
  members.pop_back();
  EXPECT_EQ(kind_of(make_ar(members)), AnomalyKind::damaged);
  members.pop_back();
  EXPECT_EQ(kind_of(make_ar(members)), AnomalyKind::damaged);
}

// dpkg passes over members whose names begin with an underscore.
TEST(Deb, RefusesAFurtherMemberAnywhere) {
  for (const std::string_view name : {"_extra", "_x/", "extra", "control.tar.gz", "data.tar.xz",
                                      "data.tar", "debian-binary", "/", "//", "__.SYMDEF"}) {
    for (const std::ptrdiff_t at : {1, 2, 3}) {
      auto members = deb_members({.payload = payload()});
      members.insert(members.begin() + at, {std::string(name), "text"});
      EXPECT_TRUE(deb_fault(make_ar(members))) << name << " at " << at;
    }
  }
}

TEST(Deb, RefusesASecondDataTar) {
  auto members = deb_members({.payload = payload()});
  members.push_back(members[2]);
  EXPECT_EQ(kind_of(make_ar(members)), AnomalyKind::ambiguous);
}

TEST(Deb, RefusesLongNames) {
  const auto good = deb_members({.payload = payload()});
  auto gnu = good;
  gnu[2].name = "/0";
  gnu.insert(gnu.begin() + 1, {"//", "data.tar.xz/\n"});
  EXPECT_TRUE(deb_fault(make_ar(gnu)));
  auto bsd = good;
  bsd[2].name = "#1/12";
  bsd[2].content.insert(0, std::string("data.tar.xz\0", 12));
  EXPECT_TRUE(deb_fault(make_ar(bsd)));
}

TEST(Deb, RefusesTrailingBytes) {
  const std::string bytes = make_deb(payload());
  for (const std::string_view tail : {"x", "\n\n", "text", "!<arch>\n"}) {
    EXPECT_EQ(kind_of(bytes + std::string(tail)), AnomalyKind::unexpected_bytes) << tail;
  }
}

TEST(Deb, RefusesPaddingOtherThanANewline) {
  auto members = deb_members({.payload = payload()});
  if (members[1].content.size() % 2 == 0) members[1].name = "control.tar.gz";
  for (ArMember& member : members)
    member.padding = "s";
  const bool has_padding = members[1].content.size() % 2 != 0 || members[2].content.size() % 2 != 0;
  EXPECT_EQ(deb_fault(make_ar(members)).has_value(), has_padding);
  members[2].padding = "";
  EXPECT_TRUE(!has_padding || deb_fault(make_ar(members)));
}

TEST(Deb, RefusesAnotherFormatVersion) {
  for (const std::string_view version :
       {"3.0\n", "2.0", "2.0\nx", "", "2.1\n", "2.0 ", "2.0\r\n"}) {
    auto members = deb_members({.payload = payload()});
    members[0].content = version;
    EXPECT_EQ(kind_of(make_ar(members)), AnomalyKind::ambiguous) << version;
  }
}

TEST(Deb, RefusesInvalidSizes) {
  for (const std::string_view size : {"-1", "4x", "", "9999999999"}) {
    auto members = deb_members({.payload = payload()});
    members[0].size = size;
    EXPECT_TRUE(deb_fault(make_ar(members))) << size;
  }
}

TEST(Deb, RefusesAPackageWithoutControlFile) {
  auto members = deb_members({.payload = payload()});
  members[1].content = compress(compression::Compression::gzip, make_tar({{.name = "postinst"}}));
  EXPECT_EQ(kind_of(make_ar(members)), AnomalyKind::damaged);
}

TEST(Deb, RefusesAControlFileThatIsNoParagraph) {
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

TEST(Deb, RefusesAControlFileWithoutNameVersionOrArchitecture) {
  for (const std::string_view control :
       {"Version: 1.0\nArchitecture: all\n", "Package: acme\nArchitecture: all\n",
        "Package: acme\nVersion: 1.0\n", "Package:  \nVersion: 1.0\nArchitecture: all\n",
        "Package: a b\nVersion: 1.0\nArchitecture: all\n",
        "Package: ../a\nVersion: 1.0\nArchitecture: all\n"}) {
    EXPECT_EQ(kind_of(make_deb(DebRecipe{.control = std::string(control)})), AnomalyKind::damaged)
        << control;
  }
}

// A package with md5sums of these lines.
DebRecipe with_sums(const std::vector<Member>& members, const std::string& lines,
                    const std::string& conffiles = {}) {
  DebRecipe recipe{.payload = members,
                   .control_members = {{.name = "./md5sums", .content = lines}}};
  if (!conffiles.empty()) {
    recipe.control_members.push_back({.name = "./conffiles", .content = conffiles});
  }
  return recipe;
}

TEST(Deb, ComparesChecksumsWithContents) {
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

TEST(Deb, RefusesAFileThatTheChecksumsDoNotList) {
  EXPECT_EQ(kind_of(make_deb(with_sums(payload(), ""))), AnomalyKind::ambiguous);
}

TEST(Deb, RefusesChecksumsOfFilesThatAreNotThere) {
  const std::string lines = md5sums_of(payload());
  EXPECT_EQ(kind_of(make_deb(with_sums(payload(), lines + md5sums_of({{.name = "./etc/other"}})))),
            AnomalyKind::ambiguous);
  const std::vector<Member> link{support::symlink("./usr/link", "acme")};
  EXPECT_EQ(kind_of(make_deb(with_sums(link, md5sums_of({{.name = "./usr/link"}})))),
            AnomalyKind::ambiguous)
      << "a symlink has no checksum";
}

TEST(Deb, AcceptsConfigurationFilesWithOrWithoutChecksum) {
  const std::vector<Member> members{{.name = "./etc/acme.conf", .content = "x"}};
  const std::string conffiles = "/etc/acme.conf\nremove-on-upgrade /etc/old.conf\n";
  EXPECT_FALSE(deb_fault(make_deb(with_sums(members, "", conffiles))));
  EXPECT_FALSE(deb_fault(make_deb(with_sums(members, md5sums_of(members), conffiles))));
  EXPECT_EQ(kind_of(make_deb(with_sums(
                members, md5sums_of({{.name = "./etc/acme.conf", .content = "y"}}), conffiles))),
            AnomalyKind::damaged);
}

TEST(Deb, ReadsNamesAsEachToolWritesThem) {
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
TEST(Deb, AcceptsThePathsInCPacksDebugPackages) {
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

TEST(Deb, RefusesInvalidChecksumLines) {
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

TEST(Deb, ChecksHardLinksByWhatTheyLeadTo) {
  std::vector<Member> members{{.name = "./a", .content = "x"}, support::hardlink("./b", "./a")};
  EXPECT_FALSE(deb_fault(make_deb(with_sums(members, md5sums_of(members)))));
  EXPECT_EQ(kind_of(make_deb(with_sums(members, md5sums_of({members[0]})))),
            AnomalyKind::ambiguous);
  EXPECT_EQ(kind_of(make_deb(
                with_sums(members, md5sums_of({members[0], {.name = "./b", .content = "y"}})))),
            AnomalyKind::damaged);
}

TEST(Deb, StopsAtTheLimitsWhileReadingChecksums) {
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

std::string tiny_deb(compression::Compression compression, const std::string& ending) {
  const std::vector<Member> members{{.name = "./a", .content = "content"}};
  DebRecipe recipe = with_sums(members, md5sums_of(members));
  recipe.data_compression = compression;
  recipe.data_ending = ending;
  return make_deb(recipe);
}

TEST(Deb, RefusesEveryTruncation) {
  const std::string bytes = tiny_deb(compression::Compression::none, "");
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    ASSERT_TRUE(deb_fault(bytes.substr(0, length))) << length << " of " << bytes.size();
  }
}

// The values that reports show.
std::string summary_of(const DebRead& deb) {
  std::string text = deb.notes.package_name;
  for (const auto& [entry, content] : deb.recorder.records) {
    text += "\n" + entry.member + " " + std::string(to_string(entry.type)) + " " +
            entry.link_target + " " + content;
  }
  return text;
}

TEST(Deb, HasNoOtherContentAfterAnyFlippedBit) {
  for (const auto& [compression, ending] : {std::pair(compression::Compression::none, ""),
                                            std::pair(compression::Compression::gzip, ".gz")}) {
    const std::string bytes = tiny_deb(compression, ending);
    const std::string expected = summary_of(read(bytes));
    for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
      std::string flipped = bytes;
      flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << bit % 8));
      std::string seen = expected;
      const auto fault = fault_of([&] { seen = summary_of(read(flipped)); });
      ASSERT_TRUE(fault || seen == expected) << "bit " << bit;
    }
  }
}

TEST(Deb, IsRecognizedByItsFirstMember) {
  MemorySource deb(make_deb(payload()));
  EXPECT_TRUE(recognize(deb));
  MemorySource library(make_ar({{"acme.o/", "code"}}));
  EXPECT_FALSE(recognize(library));
}

} // namespace
} // namespace package_audit::formats::deb
