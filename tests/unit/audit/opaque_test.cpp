#include "audit/opaque.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace package_audit::audit {
namespace {

using testing::ElementsAre;

Entry entry(std::string member, std::uint32_t container = Entry::k_no_container) {
  Entry result{.member = std::move(member), .type = EntryType::file};
  result.container = container;
  return result;
}

class Opaque : public testing::Test {
protected:
  // An opaque rule lets entry `index` in.
  void make_opaque(std::size_t index) { matches_[index] = {.rule = 0, .fits = true}; }

  std::vector<std::string> left() {
    remove_opaque_members(package_, matches_, rules_);
    EXPECT_EQ(package_.entries.size(), matches_.size());
    std::vector<std::string> names;
    for (const Entry& e : package_.entries)
      names.push_back(e.member);
    return names;
  }

  RuleSet rules_{.allow = {{.glob = base::Glob("**"), .opaque = true}}};
  Artifact package_{.entries = {entry("a.zip"), entry("a.zip!/in.zip", 0),
                                entry("a.zip!/in.zip!/x", 1), entry("b.zip"),
                                entry("b.zip!/in.zip", 3), entry("b.zip!/in.zip!/y", 4)},
                    .anomalies = {{.member = "a.zip!/in.zip", .container = 1},
                                  {.member = "b.zip!/in.zip", .container = 4},
                                  {.member = "a.zip"}}};
  std::vector<ListMatch> matches_{6};
};

TEST_F(Opaque, LeavesEverythingWhereNoRuleSaysSo) {
  EXPECT_EQ(left().size(), 6U);
  EXPECT_EQ(package_.anomalies.size(), 3U);
}

TEST_F(Opaque, LeavesOutAllLevelsBelow) {
  make_opaque(0);
  EXPECT_THAT(left(), ElementsAre("a.zip", "b.zip", "b.zip!/in.zip", "b.zip!/in.zip!/y"));
  // Entries refer to their archives by the new indices.
  EXPECT_EQ(package_.entries[2].container, 1U);
  EXPECT_EQ(package_.entries[3].container, 2U);
  ASSERT_EQ(package_.anomalies.size(), 2U);
  EXPECT_EQ(package_.anomalies[0].member, "b.zip!/in.zip");
  EXPECT_EQ(package_.anomalies[0].container, 2U);
}

TEST_F(Opaque, CountsInNestedArchivesToo) {
  make_opaque(4);
  EXPECT_THAT(left(),
              ElementsAre("a.zip", "a.zip!/in.zip", "a.zip!/in.zip!/x", "b.zip", "b.zip!/in.zip"));
}

TEST_F(Opaque, ARuleThatDoesNotFitClosesNothing) {
  matches_[0] = {.rule = 0, .fits = false};
  EXPECT_EQ(left().size(), 6U);
}

TEST_F(Opaque, NeverForgivesWhatIsOddOfThePackageItself) {
  // The name alone says nothing: this anomaly is the package's, not that of what is in a.zip.
  package_.anomalies = {{.member = "a.zip!/in.zip"}};
  make_opaque(0);
  left();
  EXPECT_EQ(package_.anomalies.size(), 1U);
}

} // namespace
} // namespace package_audit::audit
