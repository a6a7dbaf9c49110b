#include "unit/formats/deb/support.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace package_audit::formats::deb {
namespace {

using support::ArMember;
using support::deb_members;
using support::DebRecipe;
using support::fault_of;
using support::make_ar;
using support::make_deb;
using support::md5sums_of;
using support::Member;
using support::MemorySource;
using ::testing::ElementsAre;

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
