// Both searches find the same.

#include "content/signatures/anchor_search.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <utility>

namespace package_audit::content::signatures {
namespace {

using namespace std::string_literals;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

using Make = std::unique_ptr<AnchorSearch> (*)(const std::vector<Anchor>&);
using Places = std::vector<std::pair<std::size_t, std::size_t>>;

Places places_of(AnchorSearch& search, std::string_view text) {
  Places places;
  search.find(text,
              [&](std::size_t anchor, std::size_t begin) { places.emplace_back(begin, anchor); });
  std::sort(places.begin(), places.end());
  return places;
}

std::unique_ptr<AnchorSearch> make_best_search(const std::vector<Anchor>& anchors) {
  return make_anchor_search(anchors, 0);
}

class AnchorSearches : public ::testing::TestWithParam<Make> {
protected:
  static Places find(const std::vector<Anchor>& anchors, std::string_view text) {
    return places_of(*GetParam()(anchors), text);
  }
};

TEST_P(AnchorSearches, FindEveryPlace) {
  EXPECT_THAT(find({{"abc"}}, "abcabc.abc"), ElementsAre(Pair(0, 0), Pair(3, 0), Pair(7, 0)));
  EXPECT_THAT(find({{"aaa"}}, "aaaaa"), ElementsAre(Pair(0, 0), Pair(1, 0), Pair(2, 0)));
  EXPECT_THAT(find({{"abc"}}, "ab"), IsEmpty());
  EXPECT_THAT(find({{"abc"}}, ""), IsEmpty());
  EXPECT_THAT(find({{"abc"}}, "ABC"), IsEmpty());
}

TEST_P(AnchorSearches, TellAnchorsThatOverlapApart) {
  EXPECT_THAT(find({{"abc"}, {"abcd"}, {"bcd"}, {"abc"}}, "xabcd"),
              ElementsAre(Pair(1, 0), Pair(1, 1), Pair(1, 3), Pair(2, 2)));
}

TEST_P(AnchorSearches, CompareLongAnchorsToTheirBegin) {
  const std::vector<Anchor> anchors{{"one_access_key_of"}, {"two_access_key_of", true}};
  EXPECT_THAT(find(anchors, "one_access_key_of.TWO_access_key_of"),
              ElementsAre(Pair(0, 0), Pair(18, 1)));
  EXPECT_THAT(find(anchors, "ONE_access_key_of.six_access_key_of"), IsEmpty());
  EXPECT_THAT(find(anchors, "access_key_of"), IsEmpty());
}

TEST_P(AnchorSearches, TakeAnyCaseAndAnyByte) {
  EXPECT_THAT(find({{"aBc-1", true}}, "abc-1 ABC-1 ABC\r1"), ElementsAre(Pair(0, 0), Pair(6, 0)));
  EXPECT_THAT(find({{"a\0b\0c\0"s}, {"\xFF\xFE\xFD"}}, "a\0b\0c\0\xFF\xFE\xFD"s),
              ElementsAre(Pair(0, 0), Pair(6, 1)));
  // '[' and '{' differ by the bit that tells the case of letters.
  EXPECT_THAT(find({{"[[[", true}}, "{{{ [[["), ElementsAre(Pair(4, 0)));
}

INSTANTIATE_TEST_SUITE_P(Libraries, AnchorSearches,
                         ::testing::Values(&make_best_search, &make_portable_anchor_search),
                         [](const auto& tested) {
                           return tested.index == 0 ? "best" : "portable";
                         });

TEST(AnchorSearch, FindsTheSameWhicheverWay) {
  std::mt19937 random(1); // NOLINT: the same each time
  const auto text_of = [&](std::size_t size) {
    std::string text;
    while (text.size() < size)
      text += "abAB.\0"[random() % 6];
    return text;
  };
  // Few and so many that other parts of them are looked for.
  for (const int count : {200, 1200}) {
    std::vector<Anchor> anchors;
    for (int i = 0; i < count; ++i)
      anchors.push_back({text_of(3 + random() % 8), random() % 2 == 0});
    const auto best = make_anchor_search(anchors, 0);
    const auto portable = make_portable_anchor_search(anchors);
    for (int i = 0; i < 200; ++i) {
      const std::string text = text_of(random() % 500);
      EXPECT_EQ(places_of(*best, text), places_of(*portable, text));
    }
  }
}

TEST(AnchorSearch, ChangesTheWayWhereItWill) {
  const auto search = make_anchor_search({{"abc"}}, 10);
  for (int i = 0; i < 5; ++i)
    EXPECT_THAT(places_of(*search, "xabc"), ElementsAre(Pair(1, 0)));
}

} // namespace
} // namespace package_audit::content::signatures
