#include "formats/ar/parser.hpp"
#include "support/archive_builder.hpp"
#include "support/archive_scratch.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace package_audit::formats::ar {
namespace {

using support::fault_of;
using support::make_ar;
using support::MemorySource;
using ::testing::ElementsAre;
using Members = std::vector<support::ArMember>;

std::vector<Member> members_of(const std::string& bytes, NameForms forms = NameForms::plain,
                               const Limits& limits = {}) {
  MemorySource source(bytes);
  return parse(source, forms, limits);
}

std::optional<AnomalyKind> fault(const std::string& bytes, NameForms forms = NameForms::plain,
                                 const Limits& limits = {}) {
  const auto anomaly = fault_of([&] { members_of(bytes, forms, limits); });
  if (!anomaly) return std::nullopt;
  return anomaly->kind;
}

std::vector<std::string> names_of(const std::vector<Member>& members) {
  std::vector<std::string> names;
  for (const Member& member : members)
    names.push_back(member.name);
  return names;
}

TEST(Ar, FindsNamesAndContents) {
  const std::string bytes = make_ar({{"one", "odd"}, {"two/", "even"}, {"three", ""}});
  const auto members = members_of(bytes);
  EXPECT_THAT(names_of(members), ElementsAre("one", "two", "three"));
  EXPECT_EQ(bytes.substr(members[0].begin, members[0].end - members[0].begin), "odd");
  EXPECT_EQ(bytes.substr(members[1].begin, members[1].end - members[1].begin), "even");
  EXPECT_EQ(members[2].begin, members[2].end);
  EXPECT_TRUE(members_of("!<arch>\n").empty());
}

TEST(Ar, RefusesEveryTruncation) {
  const std::string bytes = make_ar({{"one", "odd"}, {"two", "even"}, {"three", "x"}});
  // At the end of a member, what is left is a whole archive.
  const std::vector<std::size_t> ends{8, 8 + 64, 8 + 64 + 64};
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    if (std::find(ends.begin(), ends.end(), length) != ends.end()) continue;
    EXPECT_TRUE(fault(bytes.substr(0, length))) << length;
  }
}

TEST(Ar, RefusesFieldsOtherThanNumbers) {
  for (const std::string_view wrong : {"x", "-1", "1x", "", " 1", "0x1", "1 2"}) {
    const std::string text(wrong);
    EXPECT_TRUE(fault(make_ar({{.name = "a", .time = text}}))) << wrong;
    EXPECT_TRUE(fault(make_ar({{.name = "a", .user = text}}))) << wrong;
    EXPECT_TRUE(fault(make_ar({{.name = "a", .group = text}}))) << wrong;
    EXPECT_TRUE(fault(make_ar({{.name = "a", .mode = text}}))) << wrong;
    EXPECT_TRUE(fault(make_ar({{.name = "a", .size = text}}))) << wrong;
  }
  EXPECT_TRUE(fault(make_ar({{.name = "a", .mode = "100689"}}))) << "not octal";
  EXPECT_TRUE(fault(make_ar({{.name = "a", .header_end = "`\r"}})));
}

TEST(Ar, RefusesSizesThatDoNotFit) {
  EXPECT_TRUE(fault(make_ar({{.name = "a", .content = "four", .size = "5"}})));
  EXPECT_TRUE(fault(make_ar({{.name = "a", .content = "four", .size = "3"}})));
  EXPECT_TRUE(fault(make_ar({{.name = "a", .content = "four", .size = "9999999999"}})));
}

TEST(Ar, RefusesPaddingOtherThanANewline) {
  const Members members{{.name = "a", .content = "x", .padding = "s"}, {.name = "b"}};
  EXPECT_EQ(fault(make_ar(members)), AnomalyKind::unexpected_bytes);
  EXPECT_EQ(fault(make_ar({{.name = "a", .content = "x", .padding = ""}})),
            AnomalyKind::unexpected_bytes);
}

TEST(Ar, RefusesBytesAfterTheLastMember) {
  for (const std::string_view tail : {"x", "\n", "PK\5\6"}) {
    EXPECT_EQ(fault(make_ar({{"a", "four"}}) + std::string(tail)), AnomalyKind::unexpected_bytes);
  }
}

TEST(Ar, RefusesInvalidNames) {
  EXPECT_TRUE(fault(make_ar({{"", "x"}})));
  EXPECT_TRUE(fault(make_ar({{"/", "x"}})));
  EXPECT_TRUE(fault(make_ar({{std::string("a\0b", 3), "x"}})));
}

TEST(Ar, AcceptsLongNamesInLibrariesOnly) {
  const std::string gnu = make_ar({{"//", "a-name-of-many-letters.o/\n"}, {"/0", "x"}});
  const std::string bsd = make_ar({{"#1/24", std::string("a-name-of-many-letters.o") + "x"}});
  EXPECT_THAT(names_of(members_of(gnu, NameForms::all)),
              ElementsAre("//", "a-name-of-many-letters.o"));
  EXPECT_THAT(names_of(members_of(bsd, NameForms::all)), ElementsAre("a-name-of-many-letters.o"));
  EXPECT_EQ(members_of(bsd, NameForms::all)[0].end - members_of(bsd, NameForms::all)[0].begin, 1U);
  // As plain names they are what they are.
  EXPECT_THAT(names_of(members_of(gnu)), ElementsAre("/", "/0"));
  EXPECT_THAT(names_of(members_of(bsd)), ElementsAre("#1/24"));
}

TEST(Ar, DistinguishesTablesFromContents) {
  const auto members = members_of(make_ar({{"/", std::string(4, '\0')},
                                           {.name = "//",
                                            .content = "a-name-of-many-letters.o/\n",
                                            .time = "",
                                            .user = "",
                                            .group = "",
                                            .mode = ""},
                                           {"/0", "x"},
                                           {"short.o/", "x"}}),
                                  NameForms::all);
  EXPECT_EQ(members[0].kind, MemberKind::symbol_table);
  EXPECT_EQ(members[1].kind, MemberKind::name_table);
  EXPECT_EQ(members[2].kind, MemberKind::content);
  EXPECT_EQ(members[3].name, "short.o");
  const auto bsd =
      members_of(make_ar({{"#1/20", std::string("__.SYMDEF SORTED\0\0\0\0", 20)}}), NameForms::all);
  EXPECT_EQ(bsd[0].kind, MemberKind::symbol_table);
  EXPECT_EQ(bsd[0].name, "__.SYMDEF SORTED");
}

TEST(Ar, RefusesLongNamesThatLeadNowhere) {
  const std::string table = "one-of-the-long-names.o/\nother-of-the-long-names.o/\n";
  for (const std::string_view reference : {"/1", "/24", "/99", "/x", "/-1"}) {
    EXPECT_TRUE(fault(make_ar({{"//", table}, {std::string(reference), "x"}}), NameForms::all))
        << reference;
  }
  EXPECT_TRUE(fault(make_ar({{"/0", "x"}}), NameForms::all));
  EXPECT_TRUE(fault(make_ar({{"//", "no-end-of-this-name"}, {"/0", "x"}}), NameForms::all));
  EXPECT_TRUE(fault(make_ar({{"#1/5", "four"}}), NameForms::all));
  EXPECT_TRUE(fault(make_ar({{"#1/x", "four"}}), NameForms::all));
  EXPECT_TRUE(fault(make_ar({{"#1/4", std::string(4, '\0')}}), NameForms::all));
}

TEST(Ar, RefusesTextInTheTableThatNamesNothing) {
  const std::string table = "one-of-the-long-names.o/\nother-of-the-long-names.o/\n";
  EXPECT_FALSE(fault(make_ar({{"//", table}, {"/0", "x"}, {"/25", "y"}}), NameForms::all));
  EXPECT_EQ(fault(make_ar({{"//", table}, {"/0", "x"}}), NameForms::all),
            AnomalyKind::unexpected_bytes);
  EXPECT_EQ(fault(make_ar({{"//", table}, {"/25", "x"}}), NameForms::all),
            AnomalyKind::unexpected_bytes);
  EXPECT_EQ(fault(make_ar({{"//", ""}, {"//", ""}}), NameForms::all), AnomalyKind::ambiguous);
}

TEST(Ar, StopsAtLimits) {
  Limits limits;
  limits.entries = 2;
  EXPECT_FALSE(fault(make_ar({{"a"}, {"b"}}), NameForms::plain, limits));
  EXPECT_EQ(fault(make_ar({{"a"}, {"b"}, {"c"}}), NameForms::plain, limits), AnomalyKind::limit);
  limits.path_length = 3;
  EXPECT_EQ(fault(make_ar({{"#1/4", "name"}}), NameForms::all, limits), AnomalyKind::limit);
  limits.nested_size = 3;
  EXPECT_EQ(fault(make_ar({{"//", "ab/\n"}, {"/0", ""}}), NameForms::all, limits),
            AnomalyKind::limit);
}

} // namespace
} // namespace package_audit::formats::ar
