#include "base/digest.hpp"
#include "unit/formats/rpm/support.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace package_audit::formats::rpm {
namespace {

using support::folder;
using support::hardlink;
using support::Member;
using support::rpm_int32s;
using support::rpm_int64s;
using support::rpm_texts;
using support::RpmRecipe;
using support::RpmValue;
using support::symlink;
using support::value_of;

struct Difference {
  const char* name;
  std::uint32_t tag;
  RpmValue value;
};

void PrintTo(const Difference& difference, std::ostream* out) {
  *out << difference.name;
}

class RpmFileList : public ::testing::TestWithParam<Difference> {};
INSTANTIATE_TEST_SUITE_P(
    Rpm, RpmFileList,
    ::testing::Values(Difference{"name", 1117, rpm_texts(1117, {"b", "link"})},
                      Difference{"folder", 1118, rpm_texts(1118, {"/usr/"})},
                      Difference{"type", 1030, support::rpm_int16s(1030, {0040644, 0120777})},
                      Difference{"no_type", 1030, support::rpm_int16s(1030, {0644, 0120777})},
                      Difference{"mode", 1030, support::rpm_int16s(1030, {0104755, 0120777})},
                      Difference{"time", 1034, rpm_int32s(1034, {0, 1'700'000'000})},
                      Difference{"size", 1028, rpm_int32s(1028, {2, 0})},
                      Difference{"link", 1036, rpm_texts(1036, {"", "b"})},
                      Difference{"link_of_a_file", 1036, rpm_texts(1036, {"a", "a"})},
                      Difference{"no_digest", 1035, rpm_texts(1035, {"", ""})},
                      Difference{"digest", 1035, rpm_texts(1035, {std::string(64, '0'), ""})},
                      Difference{"ghost", 1037, rpm_int32s(1037, {64, 0})},
                      Difference{"too_few_modes", 1030, support::rpm_int16s(1030, {0100644})},
                      Difference{"too_few_users", 1039, rpm_texts(1039, {"root"})},
                      Difference{"too_many_sizes", 1028, rpm_int32s(1028, {1, 0, 0})},
                      Difference{"folder_that_is_none", 1116, rpm_int32s(1116, {0, 1})},
                      Difference{"too_few_folders", 1116, rpm_int32s(1116, {0})},
                      Difference{"name_twice", 1117, rpm_texts(1117, {"a", "a"})},
                      Difference{"names_of_long_ago", 1027, rpm_texts(1027, {"/a", "/link"})},
                      Difference{"sizes_twice", 5008, rpm_int64s(5008, {1, 0})}),
    [](const auto& each) { return each.param.name; });

TEST_P(RpmFileList, EqualsThePayload) {
  const std::vector<Member> members{{.name = "./a", .content = "x"}, symlink("./link", "a")};
  EXPECT_EQ(kind_of({.payload = members}), std::nullopt);
  EXPECT_TRUE(kind_of({.payload = members, .header = [&](Values& values) {
                         remove(values, GetParam().tag);
                         values.push_back(GetParam().value);
                       }}));
}

TEST(RpmFiles, RequireEveryColumnOfTheList) {
  for (const std::uint32_t tag : {1028U, 1030U, 1034U, 1035U, 1036U, 1037U, 1039U, 1040U, 1095U,
                                  1096U, 1116U, 1117U, 1118U}) {
    EXPECT_TRUE(kind_with_header([&](Values& values) { remove(values, tag); })) << tag;
  }
}

// rpm makes hard links of files that share an inode in the header.
TEST(RpmFiles, ShareTheHardLinksOfTheHeader) {
  const std::vector<Member> linked{{.name = "./a", .content = "x"}, hardlink("./b", "./a")};
  const std::vector<Member> apart{{.name = "./a", .content = "x"}, {.name = "./b", .content = "x"}};
  const auto with_inodes = [](std::uint64_t a, std::uint64_t b) {
    return [=](Values& values) { value_of(values, 1096) = rpm_int32s(1096, {a, b}); };
  };
  EXPECT_EQ(kind_of({.payload = linked}), std::nullopt);
  EXPECT_EQ(kind_of({.payload = apart}), std::nullopt);
  EXPECT_EQ(kind_of({.payload = linked, .header = with_inodes(1, 2)}), AnomalyKind::ambiguous);
  EXPECT_EQ(kind_of({.payload = apart, .header = with_inodes(1, 1)}), AnomalyKind::ambiguous);
  for (const auto& change :
       {RpmRecipe::Change<Values>([](Values& v) {
          value_of(v, 1028) = rpm_int32s(1028, {1, 2});
        }),
        RpmRecipe::Change<Values>([](Values& v) {
          value_of(v, 1035) = rpm_texts(
              1035, {base::digest_of(base::DigestAlgorithm::sha256, "x"), std::string(64, '0')});
        })}) {
    EXPECT_EQ(kind_of({.payload = linked, .header = change}), AnomalyKind::ambiguous);
  }
}

TEST(RpmFiles, MayHaveOldDigests) {
  const auto md5 = [](Values& values) {
    remove(values, 5011);
    value_of(values, 1035) = rpm_texts(1035, {base::digest_of(base::DigestAlgorithm::md5, "x")});
  };
  EXPECT_EQ(kind_of({.payload = {{.name = "./a", .content = "x"}}, .header = md5}), std::nullopt);
}

} // namespace
} // namespace package_audit::formats::rpm
